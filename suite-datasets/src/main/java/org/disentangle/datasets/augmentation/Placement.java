package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Zoom, translation and rotation in one bilinear resampling; outside is black. An output pixel at offset o from the middle shows
 * the input at offset {@code (R(-angle) o - translation) / scale}. Nothing is smoothed before it is made smaller.
 */
final class Placement implements Stage {
    private static final String SCALE = "zoom/scale";
    private static final String RIGHT = "translation/right";
    private static final String DOWN = "translation/down";
    private static final String COSINE = "rotation/cosine";
    private static final String SINE = "rotation/sine";

    private final AugmentationOptions.Placement options;
    private final int height;
    private final int width;

    Placement(AugmentationOptions.Placement options, Shape sample) {
        this.options = options;
        this.height = sample.size(-2);
        this.width = sample.size(-1);
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (options.zooms()) {
            columns.add(SCALE);
        }
        if (options.translation() > 0) {
            columns.add(RIGHT);
            columns.add(DOWN);
        }
        if (options.rotates()) {
            columns.add(COSINE);
            columns.add(SINE);
        }
        return columns;
    }

    @Override
    public void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams) {
        if (options.zooms()) {
            UniformRandomProvider random = streams.apply("zoom");
            for (int row = 0; row < rows; row++) {
                columns.get(SCALE)[row] = (float) scale(random);
            }
        }
        if (options.translation() > 0) {
            UniformRandomProvider random = streams.apply("translation");
            for (int row = 0; row < rows; row++) {
                columns.get(RIGHT)[row] =
                        (float) (width * Stage.uniform(random, -options.translation(), options.translation()));
                columns.get(DOWN)[row] =
                        (float) (height * Stage.uniform(random, -options.translation(), options.translation()));
            }
        }
        if (options.rotates()) {
            UniformRandomProvider random = streams.apply("rotation");
            for (int row = 0; row < rows; row++) {
                boolean turns = random.nextDouble() < options.rotationProbability();
                double angle = StrictMath.toRadians(Stage.uniform(random, -options.rotation(), options.rotation()));
                columns.get(COSINE)[row] = turns ? (float) StrictMath.cos(angle) : 1;
                columns.get(SINE)[row] = turns ? (float) StrictMath.sin(angle) : 0;
            }
        }
    }

    private double scale(UniformRandomProvider random) {
        int side = Math.min(height, width);
        if (random.nextBoolean()) {
            int most = (int) (side / 10.0 * options.zoom() - 1);
            int border = random.nextInt(Math.max(0, most) + 1);
            return side / (side + 2.0 * border);
        }
        int least = (int) (side / options.zoom());
        return (double) side / (least + random.nextInt(side - least + 1));
    }

    @Override
    public Tensor apply(Tensor images, Columns<Tensor> columns) {
        int n = images.size(0);
        ProgramBuilder builder = images.builder();
        Tensor right = builder.constant(offsets(true));
        Tensor down = builder.constant(offsets(false));
        if (options.rotates()) {
            Tensor cosine = column(columns, COSINE, n);
            Tensor sine = column(columns, SINE, n);
            Tensor turned = right.times(cosine).plus(down.times(sine));
            down = down.times(cosine).minus(right.times(sine));
            right = turned;
        }
        if (options.translation() > 0) {
            right = right.minus(column(columns, RIGHT, n));
            down = down.minus(column(columns, DOWN, n));
        }
        if (options.zooms()) {
            Tensor shrink = column(columns, SCALE, n).reciprocal();
            right = right.times(shrink);
            down = down.times(shrink);
        }
        return sample(images, right.plus((width - 1) / 2.0), down.plus((height - 1) / 2.0));
    }

    /** @param x input column of each output pixel, {@code [n, h * w]}; {@code y} its row */
    private Tensor sample(Tensor images, Tensor x, Tensor y) {
        int n = images.size(0);
        int channels = images.size(1);
        Tensor flat = images.reshape(n, channels, height * width);
        List<Tensor> parts = new ArrayList<>();
        List<Tap> columns = taps(x, width);
        for (Tap row : taps(y, height)) {
            Tensor line = row.place.times(width);
            for (Tap column : columns) {
                Tensor index = line.plus(column.place)
                        .cast(ElementType.INT64)
                        .reshape(n, 1, height * width)
                        .broadcastTo(Shape.of(n, channels, height * width));
                Tensor weight = row.weight.times(column.weight).reshape(n, 1, height * width);
                parts.add(flat.gatherAlong(2, index).times(weight));
            }
        }
        return parts.stream().reduce(Tensor::plus).orElseThrow().reshape(n, channels, height, width);
    }

    /** A row or column of the input for each output pixel, and how much it counts; 0 if it lies outside. */
    private record Tap(Tensor place, Tensor weight) {}

    /** The two rows or columns that a coordinate lies between. */
    private static List<Tap> taps(Tensor coordinate, int size) {
        Tensor before = coordinate.floor();
        Tensor share = coordinate.minus(before);
        Tensor after = before.plus(1);
        return List.of(
                new Tap(before.clamp(0, size - 1), share.affine(-1, 1).times(inside(before, size))),
                new Tap(after.clamp(0, size - 1), share.times(inside(after, size))));
    }

    /** 1 where the coordinate, a whole number, lies in {@code 0..size-1}. */
    private static Tensor inside(Tensor coordinate, int size) {
        return coordinate
                .minus((size - 1) / 2.0)
                .absolute()
                .affine(-1, size / 2.0)
                .clamp(0, 0.5)
                .times(2);
    }

    private HostTensor offsets(boolean horizontal) {
        float[] values = new float[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = horizontal ? i % width - (width - 1) / 2f : i / width - (height - 1) / 2f;
        }
        return HostTensor.of(Shape.of(1, height * width), values);
    }

    private static Tensor column(Columns<Tensor> columns, String name, int n) {
        return columns.get(name).reshape(n, 1);
    }
}
