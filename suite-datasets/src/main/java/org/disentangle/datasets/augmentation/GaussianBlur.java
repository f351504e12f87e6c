package org.disentangle.datasets.augmentation;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.Check;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** torchvision's Gaussian blur: taps {@code exp(-x^2 / (2 sigma^2))} at whole pixels, normalised; borders reflected. */
final class GaussianBlur implements Stage {
    private static final String SIGMA = "blur/sigma";
    /** So narrow that every tap but the middle one is exactly 0 in 32 bits: no blur. */
    private static final float NONE = 0.01f;

    private final AugmentationOptions.Blur blur;
    private final int height;
    private final int width;

    GaussianBlur(AugmentationOptions.Blur blur, Shape sample) {
        this.blur = blur;
        this.height = sample.size(-2);
        this.width = sample.size(-1);
        Check.require(
                blur.kernel() / 2 < Math.min(height, width),
                "kernel",
                blur.kernel(),
                "less than twice the side of the samples " + sample);
    }

    @Override
    public List<String> columns() {
        return List.of(SIGMA);
    }

    @Override
    public void draw(Columns<float[]> columns, int rows, Function<String, UniformRandomProvider> streams) {
        UniformRandomProvider random = streams.apply("blur");
        for (int row = 0; row < rows; row++) {
            boolean applies = random.nextDouble() < blur.probability();
            double sigma = Stage.uniform(random, blur.minimumSigma(), blur.maximumSigma());
            columns.get(SIGMA)[row] = applies ? (float) sigma : NONE;
        }
    }

    @Override
    public Tensor apply(Tensor images, Columns<Tensor> columns) {
        int n = images.size(0);
        int half = blur.kernel() / 2;
        float[] squares = new float[blur.kernel()];
        for (int tap = 0; tap < squares.length; tap++) {
            squares[tap] = -0.5f * (tap - half) * (tap - half);
        }
        ProgramBuilder builder = images.builder();
        Tensor exponents = builder.constant(HostTensor.of(Shape.of(1, squares.length), squares));
        Tensor sigma = columns.get(SIGMA).reshape(n, 1);
        Tensor taps = exponents.dividedBy(sigma.square()).exp();
        Tensor kernel = taps.dividedBy(taps.reduceKeeping(ReduceKind.SUM, 1));
        return Separable.map(images, matrix(kernel, height), matrix(kernel, width));
    }

    /** The taps {@code [n, k]} as matrices {@code [n, size, size]}, reflected at the borders without repeating them. */
    private Tensor matrix(Tensor kernel, int size) {
        int taps = blur.kernel();
        float[] places = new float[taps * size * size];
        for (int tap = 0; tap < taps; tap++) {
            for (int out = 0; out < size; out++) {
                int in = Math.abs(out + tap - taps / 2);
                int reflected = in < size ? in : 2 * (size - 1) - in;
                places[(tap * size + out) * size + reflected] = 1;
            }
        }
        Tensor placed = kernel.builder().constant(HostTensor.of(Shape.of(taps, size * size), places));
        return kernel.matmul(placed).reshape(kernel.size(0), size, size);
    }
}
