package org.disentangle.datasets.pictures;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.image.Pictures;
import org.disentangle.datasets.scene.BySplit;

/** Photographs, one to a group; the source is {@code image}. All factors are shared, and the first one is the joint label. */
final class PictureDataSet implements DataSet {

    private static final String IMAGE = "image";
    private static final String IMAGES = "images";

    private final DataSetDescription description;
    private final BySplit<Pictures> pictures;
    private final BySplit<Samples> samples;

    private PictureDataSet(DataSetDescription description, BySplit<Pictures> pictures) {
        this.description = description;
        this.pictures = pictures;
        this.samples = new BySplit<>(samples(pictures.train()), samples(pictures.test()));
    }

    /** @param factors of the pictures' labels; the first one tells all others */
    static PictureDataSet of(String name, List<Factor> factors, BySplit<Pictures> pictures) {
        ContentDigest digest = new ContentDigest();
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            pictures.of(split).addTo(digest);
            counts.put(split, pictures.of(split).count());
        }
        return new PictureDataSet(describe(name, factors, pictures.train().side(), counts, digest.hex()), pictures);
    }

    /** @param digest empty if the pictures are not known yet */
    static DataSetDescription describe(
            String name, List<Factor> factors, int side, Map<Split, Integer> counts, String digest) {
        return new DataSetDescription(
                name,
                Shape.of(3, side, side),
                factors,
                factors.stream().map(Factor::name).toList(),
                counts,
                1,
                factors.get(0).cardinality(),
                digest);
    }

    private Samples samples(Pictures of) {
        Map<String, int[]> sources = new LinkedHashMap<>();
        sources.put(IMAGE, IntStream.range(0, of.count()).toArray());
        Map<String, int[]> labels = of.labels();
        int[] joint =
                Objects.requireNonNull(labels.get(description.factors().get(0).name()));
        return new Samples(of.count(), 1, sources, labels, joint);
    }

    @Override
    public DataSetDescription description() {
        return description;
    }

    @Override
    public Samples samples(Split split) {
        return samples.of(split);
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        Pictures of = pictures.of(split);
        return Map.of(IMAGES, HostTensor.of(Shape.of(of.count(), 3, of.side(), of.side()), of.pixels()));
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        Tensor images = Objects.requireNonNull(pools.get(IMAGES), IMAGES);
        Tensor image = Objects.requireNonNull(sources.get(IMAGE), IMAGE);
        return images.gather(0, image).cast(ElementType.FLOAT32).dividedBy(255);
    }
}
