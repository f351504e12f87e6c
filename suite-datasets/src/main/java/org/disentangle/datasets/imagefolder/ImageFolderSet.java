package org.disentangle.datasets.imagefolder;

import java.util.Map;
import java.util.Objects;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.scene.BySplit;

/** Decoded pictures as a data set: each is a group of its own, and its class what its views share. */
final class ImageFolderSet implements DataSet {
    static final String CLASS = "class";
    private static final String PICTURE = "picture";
    private static final double BRIGHTEST = 255;

    private final DataSetDescription description;
    private final BySplit<Pictures> pictures;
    private final int canvas;

    /** @param rows of the file that are used, in order, and their labels */
    record Pictures(PixelFile pixels, int[] rows, int[] labels) {}

    ImageFolderSet(DataSetDescription description, BySplit<Pictures> pictures) {
        this.description = description;
        this.pictures = pictures;
        this.canvas = pictures.train().pixels().format().side();
    }

    @Override
    public DataSetDescription description() {
        return description;
    }

    @Override
    public Samples samples(Split split) {
        int[] labels = pictures.of(split).labels();
        return new Samples(labels.length, 1, Map.of(), Map.of(CLASS, labels), labels);
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        return Map.of();
    }

    @Override
    public Map<String, RowSource> rows(Split split) {
        return Map.of(PICTURE, new Rows(pictures.of(split), canvasShape()));
    }

    @Override
    public Shape canvasShape() {
        return Shape.of(3, canvas, canvas);
    }

    @Override
    public Tensor canvas(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        return unit(picture(sources));
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        int side = description.sample().size(-1);
        // As torchvision's CenterCrop, which rounds halves to even.
        int start = (int) Math.rint((canvas - side) / 2.0);
        return unit(picture(sources).slice(2, start, side).slice(3, start, side));
    }

    private static Tensor picture(Map<String, Tensor> sources) {
        return Objects.requireNonNull(sources.get(PICTURE), PICTURE);
    }

    private static Tensor unit(Tensor bytes) {
        return bytes.cast(ElementType.FLOAT32).dividedBy(BRIGHTEST);
    }

    private record Rows(Pictures pictures, Shape row) implements RowSource {
        @Override
        public HostTensor read(int[] rows) {
            int bytes = row.elements();
            byte[] values = new byte[row.rows(rows.length).elements()];
            for (int i = 0; i < rows.length; i++) {
                pictures.pixels().read(pictures.rows()[rows[i]], values, i * bytes);
            }
            return HostTensor.of(row.rows(rows.length), values);
        }
    }
}
