package org.disentangle.runner.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** The images of {@link TinyPairs}, fetched row by row instead of uploaded. */
final class StreamedPairs implements DataSetFamily<TinyPairs.Options>, DataSet {
    private static final Shape IMAGE = Shape.of(3, 8, 8);

    private final TinyPairs pairs;

    StreamedPairs(TinyPairs pairs) {
        this.pairs = pairs;
    }

    @Override
    public String name() {
        return pairs.name();
    }

    @Override
    public String summary() {
        return pairs.summary();
    }

    @Override
    public TinyPairs.Options defaults() {
        return pairs.defaults();
    }

    @Override
    public DataSetDescription describe(TinyPairs.Options options) {
        return pairs.describe(options);
    }

    @Override
    public DataSet open(TinyPairs.Options options, Path location) {
        return this;
    }

    @Override
    public List<RequiredFile> files(TinyPairs.Options options) {
        return List.of();
    }

    @Override
    public DataSetDescription description() {
        return pairs.description();
    }

    @Override
    public Samples samples(Split split) {
        Samples samples = pairs.samples(split);
        return new Samples(samples.groups(), samples.rowsPerGroup(), Map.of(), samples.labels(), samples.jointLabels());
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        return Map.of();
    }

    @Override
    public Map<String, RowSource> rows(Split split) {
        int[] images = pairs.samples(split).sources().get("image");
        byte[] pool = pairs.pools(split).get("images").bytes();
        return Map.of("pixels", new RowSource() {
            @Override
            public Shape row() {
                return IMAGE;
            }

            @Override
            public HostTensor read(int[] rows) {
                byte[] values = new byte[rows.length * IMAGE.elements()];
                for (int i = 0; i < rows.length; i++) {
                    int from = images[rows[i]] * IMAGE.elements();
                    System.arraycopy(pool, from, values, i * IMAGE.elements(), IMAGE.elements());
                }
                return HostTensor.of(IMAGE.rows(rows.length), values);
            }
        });
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        return sources.get("pixels").cast(ElementType.FLOAT32).times(1 / 255.0);
    }
}
