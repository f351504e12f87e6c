package org.disentangle.core.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Products and layers. */
final class LayerKernels {
    private LayerKernels() {}

    static @Nullable ReferenceTensor apply(Operation operation, List<ReferenceTensor> inputs) {
        if (operation instanceof Operation.MatrixMultiply multiply) {
            return multiply(inputs.get(0), inputs.get(1), multiply);
        } else if (operation instanceof Operation.Linear) {
            return linear(inputs);
        } else if (operation instanceof Operation.Convolution2d convolution) {
            return convolution(inputs, convolution);
        } else if (operation instanceof Operation.MaxPool2d pool) {
            return pool(inputs.get(0), pool);
        }
        return null;
    }

    static ReferenceTensor batchNorm(
            Operation.BatchNorm norm, List<ReferenceTensor> inputs, Map<String, ReferenceTensor> buffers) {
        ReferenceTensor x = inputs.get(0);
        int channels = x.shape().size(1);
        int places = x.shape().elements() / (x.shape().size(0) * channels);
        double[] mean = buffer(buffers, norm.runningMean());
        double[] variance = buffer(buffers, norm.runningVariance());
        if (norm.training()) {
            double[] batchMean = new double[channels];
            double[] batchVariance = new double[channels];
            moments(x, places, batchMean, batchVariance);
            double count = (double) x.shape().size(0) * places;
            double unbiased = count / (count - 1);
            double momentum = norm.momentum();
            for (int c = 0; c < channels; c++) {
                mean[c] = (1 - momentum) * mean[c] + momentum * batchMean[c];
                variance[c] = (1 - momentum) * variance[c] + momentum * batchVariance[c] * unbiased;
            }
            buffers.put(norm.runningMean(), ReferenceTensor.of(Shape.of(channels), mean));
            buffers.put(norm.runningVariance(), ReferenceTensor.of(Shape.of(channels), variance));
            mean = batchMean;
            variance = batchVariance;
        }
        double[] values = new double[x.values().length];
        for (int i = 0; i < values.length; i++) {
            int c = i / places % channels;
            double standard = (x.values()[i] - mean[c]) / Math.sqrt(variance[c] + norm.epsilon());
            values[i] = standard * inputs.get(1).values()[c] + inputs.get(2).values()[c];
        }
        return new ReferenceTensor(x.shape(), values);
    }

    private static void moments(ReferenceTensor x, int places, double[] mean, double[] variance) {
        int channels = mean.length;
        double count = (double) x.shape().size(0) * places;
        for (int i = 0; i < x.values().length; i++) {
            mean[i / places % channels] += x.values()[i] / count;
        }
        for (int i = 0; i < x.values().length; i++) {
            double away = x.values()[i] - mean[i / places % channels];
            variance[i / places % channels] += away * away / count;
        }
    }

    private static double[] buffer(Map<String, ReferenceTensor> buffers, String name) {
        ReferenceTensor buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalStateException("The program uses a buffer '" + name + "' that it does not declare");
        }
        return buffer.values().clone();
    }

    private static ReferenceTensor multiply(
            ReferenceTensor left, ReferenceTensor right, Operation.MatrixMultiply multiply) {
        Shape a = left.shape();
        Shape b = right.shape();
        int rows = a.size(multiply.transposeLeft() ? -1 : -2);
        int inner = a.size(multiply.transposeLeft() ? -2 : -1);
        int columns = b.size(multiply.transposeRight() ? -2 : -1);
        int leftMatrices = a.elements() / (rows * inner);
        int rightMatrices = b.elements() / (inner * columns);
        int matrices = Math.max(leftMatrices, rightMatrices);
        double[] values = new double[matrices * rows * columns];
        for (int m = 0; m < matrices; m++) {
            int leftStart = leftMatrices == 1 ? 0 : m * rows * inner;
            int rightStart = rightMatrices == 1 ? 0 : m * inner * columns;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < inner; k++) {
                        int l = leftStart + (multiply.transposeLeft() ? k * rows + i : i * inner + k);
                        int r = rightStart + (multiply.transposeRight() ? j * inner + k : k * columns + j);
                        sum += left.values()[l] * right.values()[r];
                    }
                    values[(m * rows + i) * columns + j] = sum;
                }
            }
        }
        Shape leading = a.rank() >= b.rank() ? a : b;
        return new ReferenceTensor(leading.with(-2, rows).with(-1, columns), values);
    }

    private static ReferenceTensor linear(List<ReferenceTensor> inputs) {
        ReferenceTensor product = multiply(inputs.get(0), inputs.get(1), new Operation.MatrixMultiply(false, true));
        if (inputs.size() == 2) {
            return product;
        }
        int out = product.shape().size(-1);
        double[] values = product.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += inputs.get(2).values()[i % out];
        }
        return new ReferenceTensor(product.shape(), values);
    }

    private static ReferenceTensor convolution(List<ReferenceTensor> inputs, Operation.Convolution2d convolution) {
        ReferenceTensor x = inputs.get(0);
        ReferenceTensor weight = inputs.get(1);
        Window window = new Window(
                x.shape(), weight.shape().size(2), weight.shape().size(3), convolution.stride(), convolution.padding());
        int out = weight.shape().size(0);
        int channels = x.shape().size(1);
        Shape shape = Shape.of(x.shape().size(0), out, window.height, window.width);
        double[] values = new double[shape.elements()];
        int places = window.height * window.width;
        for (int map = 0; map < shape.size(0) * out; map++) {
            int n = map / out;
            int o = map % out;
            if (inputs.size() > 2) {
                Arrays.fill(
                        values, map * places, (map + 1) * places, inputs.get(2).values()[o]);
            }
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < window.kernelHeight * window.kernelWidth; k++) {
                    double factor = weight.values()[(o * channels + c) * window.kernelHeight * window.kernelWidth + k];
                    window.add(factor, x.values(), n, c, k, values, map * places);
                }
            }
        }
        return new ReferenceTensor(shape, values);
    }

    private static ReferenceTensor pool(ReferenceTensor x, Operation.MaxPool2d pool) {
        Window window = new Window(x.shape(), pool.kernel(), pool.kernel(), pool.stride(), pool.padding());
        int channels = x.shape().size(1);
        Shape shape = Shape.of(x.shape().size(0), channels, window.height, window.width);
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            int column = i % window.width;
            int row = i / window.width % window.height;
            int c = i / (window.width * window.height) % channels;
            int n = i / (window.width * window.height * channels);
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < pool.kernel() * pool.kernel(); k++) {
                int place = window.place(n, c, row, column, k);
                largest = place >= 0 ? Math.max(largest, x.values()[place]) : largest;
            }
            values[i] = largest;
        }
        return new ReferenceTensor(shape, values);
    }

    /** A window that moves over images {@code [n, c, h, w]}. */
    private static final class Window {
        private final Shape image;
        private final int kernelHeight;
        private final int kernelWidth;
        private final int stride;
        private final int padding;
        private final int height;
        private final int width;

        Window(Shape image, int kernelHeight, int kernelWidth, int stride, int padding) {
            this.image = image;
            this.kernelHeight = kernelHeight;
            this.kernelWidth = kernelWidth;
            this.stride = stride;
            this.padding = padding;
            height = (image.size(2) + 2 * padding - kernelHeight) / stride + 1;
            width = (image.size(3) + 2 * padding - kernelWidth) / stride + 1;
        }

        /** To each output place of a map, from {@code start} on, a multiple of what element k of the window covers there; nothing in the padding. */
        void add(double factor, double[] images, int n, int c, int k, double[] map, int start) {
            int left = k % kernelWidth - padding;
            int first = left >= 0 ? 0 : (-left + stride - 1) / stride;
            int end = Math.min(width, Math.floorDiv(image.size(3) - 1 - left, stride) + 1);
            for (int row = 0; row < height; row++) {
                int y = row * stride - padding + k / kernelWidth;
                if (y >= 0 && y < image.size(2)) {
                    int from = ((n * image.size(1) + c) * image.size(2) + y) * image.size(3) + left;
                    int to = start + row * width;
                    for (int column = first; column < end; column++) {
                        map[to + column] += factor * images[from + column * stride];
                    }
                }
            }
        }

        /** The position in the image that element k of the window at an output place covers; -1 in the padding. */
        int place(int n, int c, int row, int column, int k) {
            int y = row * stride - padding + k / kernelWidth;
            int x = column * stride - padding + k % kernelWidth;
            boolean inside = y >= 0 && y < image.size(2) && x >= 0 && x < image.size(3);
            return inside ? ((n * image.size(1) + c) * image.size(2) + y) * image.size(3) + x : -1;
        }
    }
}
