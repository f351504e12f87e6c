package org.disentangle.datasets.augmentation;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A random box of the canvas resized to the whole image, and a horizontal flip.
 *
 * <p>Boxes are drawn as torchvision's RandomResizedCrop draws them: ten tries, then the largest central box of an allowed
 * aspect. Resizing is PIL's and torchvision's bilinear filter: output pixel o takes input pixels p of the box with weight {@code max(0,
 * 1 - |p + 0.5 - centre(o)|)}, held at the box's border. Where a canvas is larger than the image, boxes that are larger than the image are
 * reduced by the same filter, as much wider, cut off at the box's border and scaled to sum 1 (PIL's and torchvision's antialiasing). A flip reverses the order of the output columns.
 */
final class CropAndFlip implements Stage {
    private static final int TRIES = 10;

    private static final String TOP = "crop/top";
    private static final String LEFT = "crop/left";
    private static final String HEIGHT = "crop/height";
    private static final String WIDTH = "crop/width";
    private static final String FLIP = "flip/horizontal";

    private final AugmentationOptions.Crop crop;
    private final double flip;
    private final int height;
    private final int width;
    private final int outHeight;
    private final int outWidth;

    CropAndFlip(AugmentationOptions.Crop crop, double flip, Shape canvas, Shape sample) {
        this.crop = crop;
        this.flip = flip;
        this.height = canvas.size(-2);
        this.width = canvas.size(-1);
        this.outHeight = sample.size(-2);
        this.outWidth = sample.size(-1);
        if (outHeight > height || outWidth > width) {
            throw new IllegalArgumentException("The canvas " + canvas + " is smaller than the sample " + sample);
        }
    }

    @Override
    public List<String> columns() {
        return flip > 0 ? List.of(TOP, LEFT, HEIGHT, WIDTH, FLIP) : List.of(TOP, LEFT, HEIGHT, WIDTH);
    }

    @Override
    public void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams) {
        UniformRandomProvider random = streams.apply("crop");
        for (int row = 0; row < rows; row++) {
            Box box = box(random);
            columns.get(TOP)[row] = box.top;
            columns.get(LEFT)[row] = box.left;
            columns.get(HEIGHT)[row] = box.height;
            columns.get(WIDTH)[row] = box.width;
        }
        if (flip > 0) {
            UniformRandomProvider coin = streams.apply("flip");
            for (int row = 0; row < rows; row++) {
                columns.get(FLIP)[row] = coin.nextDouble() < flip ? 1 : 0;
            }
        }
    }

    /** A box of 2 - near to near times the other's area, of the same aspect, about its middle and moved inside the image. */
    @Override
    public void drawNear(
            String transform, Columns<float[]> columns, int row, int source, UniformRandomProvider random) {
        if (!transform.equals("crop") || !crop.active()) {
            return;
        }
        double factor = Math.sqrt(Stage.uniform(random, 2 - crop.near(), crop.near()));
        float from = columns.get(HEIGHT)[source];
        float across = columns.get(WIDTH)[source];
        int h = (int) Math.max(1, Math.min(height, Math.rint(from * factor)));
        int w = (int) Math.max(1, Math.min(width, Math.rint(across * factor)));
        columns.get(HEIGHT)[row] = h;
        columns.get(WIDTH)[row] = w;
        columns.get(TOP)[row] = moved(columns.get(TOP)[source] + (from - h) / 2, height - h);
        columns.get(LEFT)[row] = moved(columns.get(LEFT)[source] + (across - w) / 2, width - w);
    }

    private static int moved(float start, int last) {
        return (int) Math.max(0, Math.min(last, Math.rint(start)));
    }

    @Override
    public Tensor apply(Tensor images, Columns<Tensor> columns) {
        Tensor vertical = weights(columns.get(TOP), columns.get(HEIGHT), height, outHeight, null);
        Tensor reversed = flip > 0 ? columns.get(FLIP) : null;
        Tensor horizontal = weights(columns.get(LEFT), columns.get(WIDTH), width, outWidth, reversed);
        return Separable.map(images, vertical, horizontal);
    }

    /**
     * Without a larger canvas a box is never larger than the image, so resizing never reduces and needs no wider filter; holding
     * the centre within the box is then the same as cutting the filter off at its border.
     *
     * @param start first pixel of the box, {@code [n]}
     * @param extent pixels of the box, {@code [n]}
     * @param canvas pixels of the canvas
     * @return {@code [n, size, canvas]}, output by input; rows sum to 1
     */
    private static Tensor weights(Tensor start, Tensor extent, int canvas, int size, @Nullable Tensor reversed) {
        ProgramBuilder builder = start.builder();
        int n = start.size(0);
        Tensor first = start.reshape(n, 1);
        Tensor pixels = extent.reshape(n, 1);
        Tensor output = builder.constant(ramp(size, 0.5f, 1));
        if (reversed != null) {
            Tensor turned = builder.constant(ramp(size, size - 1, -2));
            output = output.plus(reversed.reshape(n, 1).times(turned));
        }
        Tensor centre = first.plus(output.times(pixels.times(1.0 / size)));
        Tensor input = builder.constant(ramp(canvas, 0.5f, 1)).reshape(1, 1, canvas);
        if (size < canvas) {
            return reducing(centre, input, first, pixels, size);
        }
        Tensor held = centre.maximum(first.plus(0.5)).minimum(first.plus(pixels).plus(-0.5));
        return held.reshape(n, size, 1).minus(input).absolute().affine(-1, 1).relu();
    }

    /**
     * @param centre {@code [n, size]}, in pixels of the canvas
     * @param input the centres of the canvas' pixels, {@code [1, 1, canvas]}
     */
    private static Tensor reducing(Tensor centre, Tensor input, Tensor first, Tensor pixels, int size) {
        int n = first.size(0);
        Tensor reach =
                pixels.times(1.0 / size).maximum(first.builder().scalar(1)).reshape(n, 1, 1);
        Tensor triangle = centre.reshape(n, size, 1)
                .minus(input)
                .absolute()
                .dividedBy(reach)
                .affine(-1, 1)
                .relu();
        // Pixels' centres lie half a pixel or more to either side of the border, so this is 0 or 1.
        Tensor behind = input.minus(first.reshape(n, 1, 1)).plus(0.5).clamp(0, 1);
        Tensor before =
                first.plus(pixels).reshape(n, 1, 1).minus(input).plus(0.5).clamp(0, 1);
        Tensor weights = triangle.times(behind.times(before));
        return weights.dividedBy(weights.sum(2).reshape(n, size, 1));
    }

    private static HostTensor ramp(int size, float from, float step) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = from + step * i;
        }
        return HostTensor.of(Shape.of(1, size), values);
    }

    private static int middle(int canvas, int size) {
        return (int) Math.rint((canvas - size) / 2.0);
    }

    private record Box(int top, int left, int height, int width) {}

    private Box box(UniformRandomProvider random) {
        if (!crop.active()) {
            return new Box(middle(height, outHeight), middle(width, outWidth), outHeight, outWidth);
        }
        double logFrom = StrictMath.log(crop.minimumAspect());
        double logTo = StrictMath.log(crop.maximumAspect());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double area = height * width * Stage.uniform(random, crop.minimumArea(), crop.maximumArea());
            double aspect = StrictMath.exp(Stage.uniform(random, logFrom, logTo));
            int w = (int) Math.rint(Math.sqrt(area * aspect));
            int h = (int) Math.rint(Math.sqrt(area / aspect));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                return new Box(random.nextInt(height - h + 1), random.nextInt(width - w + 1), h, w);
            }
        }
        double whole = (double) width / height;
        int w = width;
        int h = height;
        if (whole < crop.minimumAspect()) {
            h = (int) Math.rint(width / crop.minimumAspect());
        } else if (whole > crop.maximumAspect()) {
            w = (int) Math.rint(height * crop.maximumAspect());
        }
        return new Box((height - h) / 2, (width - w) / 2, h, w);
    }
}
