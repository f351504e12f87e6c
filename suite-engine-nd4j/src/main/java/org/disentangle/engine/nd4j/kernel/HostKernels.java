package org.disentangle.engine.nd4j.kernel;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What ND4J 1.0.0-M2.1 gets wrong, does not have or does hundreds of times too slowly, as plain loops over its memory. The reason stands at
 * each; {@code KnownDefectsTest} notices when a release no longer needs it, and {@code Nd4jWorkaroundBenchmark} measures what is here for its speed.
 */
public final class HostKernels {
    private HostKernels() {}

    /** A where the mask is not 0, else b. ND4J's {@code select} takes 400 ms for four million numbers, this eight. */
    public static Kernel select(Shape result, Shape mask, Shape a, Shape b) {
        int total = result.elements();
        int maskRun = run(result, mask);
        int aRun = run(result, a);
        int bRun = run(result, b);
        // Within a block every operand either stays where it is or goes on with the result.
        int block = block(block(block(total, maskRun), aRun), bRun);
        return (reads, writes) -> {
            FloatBuffer chosen = HostTransfer.floats(reads[0]);
            FloatBuffer left = HostTransfer.floats(reads[1]);
            FloatBuffer right = HostTransfer.floats(reads[2]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            for (int start = 0; start < total; start += block) {
                int maskAt = start / maskRun;
                int leftAt = start / aRun;
                int rightAt = start / bRun;
                int maskStep = maskRun == 1 ? 1 : 0;
                int leftStep = aRun == 1 ? 1 : 0;
                int rightStep = bRun == 1 ? 1 : 0;
                for (int i = 0; i < block; i++) {
                    float value = chosen.get(maskAt + i * maskStep) != 0
                            ? left.get(leftAt + i * leftStep)
                            : right.get(rightAt + i * rightStep);
                    out.put(start + i, value);
                }
            }
        };
    }

    private static int block(int present, int run) {
        return run == 1 ? present : Math.min(present, run);
    }

    /** Whether {@link #select} can read this operand as it is: whole, a single number, or one number for each leading index. */
    public static boolean isSelectable(Shape result, Shape operand) {
        return operand.elements() == 1
                || operand.elements() == result.elements()
                || (operand.rank() == result.rank() && leads(result, operand));
    }

    private static boolean leads(Shape result, Shape operand) {
        boolean single = false;
        for (int axis = 0; axis < result.rank(); axis++) {
            boolean same = operand.size(axis) == result.size(axis);
            if (single && operand.size(axis) != 1) {
                return false;
            }
            if (!same) {
                single = true;
            }
        }
        return true;
    }

    private static int run(Shape result, Shape operand) {
        return Math.max(1, result.elements() / operand.elements());
    }

    /** The larger or smaller of two arrays of one shape; NaN wins, as everywhere else. ND4J's own drop NaN, so that a diverged model would look sound. */
    public static Kernel extreme(boolean larger) {
        return (reads, writes) -> {
            FloatBuffer left = HostTransfer.floats(reads[0]);
            FloatBuffer right = HostTransfer.floats(reads[1]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            int total = out.capacity();
            if (larger) {
                for (int i = 0; i < total; i++) {
                    float a = left.get(i);
                    float b = right.get(i);
                    // Where neither comparison holds one is NaN, and so is the sum.
                    out.put(i, a > b ? a : b >= a ? b : a + b);
                }
            } else {
                for (int i = 0; i < total; i++) {
                    float a = left.get(i);
                    float b = right.get(i);
                    out.put(i, a < b ? a : b <= a ? b : a + b);
                }
            }
        };
    }

    /** Between two bounds, NaN kept: for the same reason. */
    public static Kernel clamp(float minimum, float maximum) {
        return (reads, writes) -> {
            FloatBuffer in = HostTransfer.floats(reads[0]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            int total = out.capacity();
            for (int i = 0; i < total; i++) {
                float x = in.get(i);
                out.put(i, x < minimum ? minimum : x > maximum ? maximum : x);
            }
        };
    }

    /**
     * Reads what a rectifier was given and the result's gradient, which goes on where that is above 0. ND4J's {@code relu_bp} jumps at each sign
     * and takes nearly twice as long (9.6 ms against 5.5 in a step of the benchmark's conv net, {@code scripts/benchmark calls}).
     */
    public static final Kernel RELU_GRADIENT = (reads, writes) -> {
        FloatBuffer in = HostTransfer.floats(reads[0]);
        FloatBuffer gradient = HostTransfer.floats(reads[1]);
        FloatBuffer out = HostTransfer.floats(writes[0]);
        int total = out.capacity();
        for (int i = 0; i < total; i++) {
            int x = Float.floatToRawIntBits(in.get(i));
            // All ones above 0; none at 0, at -0 and below.
            int mask = -x >> 31 & ~(x >> 31);
            out.put(i, Float.intBitsToFloat(Float.floatToRawIntBits(gradient.get(i)) & mask));
        }
    };

    /** Reads what was clamped and the result's gradient, which goes on within the closed range alone. */
    public static Kernel clampGradient(float minimum, float maximum) {
        return (reads, writes) -> {
            FloatBuffer in = HostTransfer.floats(reads[0]);
            FloatBuffer gradient = HostTransfer.floats(reads[1]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            int total = out.capacity();
            for (int i = 0; i < total; i++) {
                float x = in.get(i);
                out.put(i, x >= minimum && x <= maximum ? gradient.get(i) : 0);
            }
        };
    }

    /**
     * Reads two arrays of one shape and the gradient of the larger or the smaller of both, and gives the part of one of them: all where it was
     * taken, half where both are equal, as in PyTorch, else 0.
     *
     * @param firstIsLarger whether it was taken where the first is the larger; else, where the first is the smaller
     */
    public static Kernel extremeGradient(boolean firstIsLarger) {
        return (reads, writes) -> {
            FloatBuffer first = HostTransfer.floats(reads[0]);
            FloatBuffer second = HostTransfer.floats(reads[1]);
            FloatBuffer gradient = HostTransfer.floats(reads[2]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            int total = out.capacity();
            for (int i = 0; i < total; i++) {
                float a = first.get(i);
                float b = second.get(i);
                float g = gradient.get(i);
                out.put(i, a == b ? g / 2 : a > b == firstIsLarger ? g : 0);
            }
        };
    }

    /** ND4J's own is off by one part in a hundred at 1e-6, and 0 at 1e-8: it subtracts what is almost 1 from 1. */
    public static final Kernel TANH = (reads, writes) -> {
        FloatBuffer in = HostTransfer.floats(reads[0]);
        FloatBuffer out = HostTransfer.floats(writes[0]);
        int total = out.capacity();
        for (int i = 0; i < total; i++) {
            out.put(i, (float) Math.tanh(in.get(i)));
        }
    };

    /** Refuses indices that leave the axis: ND4J reads whatever lies there. */
    public static void checkIndices(INDArray indices, int size) {
        LongBuffer values = HostTransfer.longs(indices);
        for (int i = 0; i < values.capacity(); i++) {
            long index = values.get(i);
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException("index " + index + " is out of range for an axis of " + size);
            }
        }
    }

    /** {@code out[o][i][k] = x[o][index[o][i][k]][k]}; ND4J has nothing like it. */
    public static Kernel gatherAlong(Shape x, Shape index, int axis, DataType type) {
        Places places = Places.of(x, index, axis);
        return (reads, writes) -> {
            checkIndices(reads[1], x.size(axis));
            LongBuffer indices = HostTransfer.longs(reads[1]);
            switch (type) {
                case FLOAT -> {
                    FloatBuffer in = HostTransfer.floats(reads[0]);
                    FloatBuffer out = HostTransfer.floats(writes[0]);
                    places.forEach(indices, (to, from) -> out.put(to, in.get(from)));
                }
                case LONG -> {
                    LongBuffer in = HostTransfer.longs(reads[0]);
                    LongBuffer out = HostTransfer.longs(writes[0]);
                    places.forEach(indices, (to, from) -> out.put(to, in.get(from)));
                }
                default -> {
                    ByteBuffer in = HostTransfer.bytes(reads[0]);
                    ByteBuffer out = HostTransfer.bytes(writes[0]);
                    places.forEach(indices, (to, from) -> out.put(to, in.get(from)));
                }
            }
        };
    }

    /** The gradient of {@link #gatherAlong}: reads the result's gradient and the indices, in order, so that sums have the same bits every time. */
    public static Kernel scatterAlong(Shape x, Shape index, int axis) {
        Places places = Places.of(x, index, axis);
        return (reads, writes) -> {
            HostTransfer.zero(writes[0]);
            FloatBuffer in = HostTransfer.floats(reads[0]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            places.forEach(HostTransfer.longs(reads[1]), (from, to) -> out.put(to, out.get(to) + in.get(from)));
        };
    }

    /** The gradient of a gather along an axis. ND4J's {@code scatter_add} adds in the order in which its threads come. */
    public static Kernel scatter(Shape x, int count, int axis) {
        int outer = product(x.sizes().subList(0, axis));
        int inner = product(x.sizes().subList(axis + 1, x.rank()));
        int size = x.size(axis);
        return (reads, writes) -> {
            HostTransfer.zero(writes[0]);
            FloatBuffer in = HostTransfer.floats(reads[0]);
            LongBuffer indices = HostTransfer.longs(reads[1]);
            FloatBuffer out = HostTransfer.floats(writes[0]);
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < count; i++) {
                    int from = (o * count + i) * inner;
                    int to = (o * size + (int) indices.get(i)) * inner;
                    for (int k = 0; k < inner; k++) {
                        out.put(to + k, out.get(to + k) + in.get(from + k));
                    }
                }
            }
        };
    }

    private interface Move {
        void apply(int ofIndex, int ofSource);
    }

    /** Flat places in an array of indices and in what they index. */
    private record Places(int outer, int count, int size, int inner) {
        static Places of(Shape x, Shape index, int axis) {
            return new Places(
                    product(x.sizes().subList(0, axis)),
                    index.size(axis),
                    x.size(axis),
                    product(x.sizes().subList(axis + 1, x.rank())));
        }

        void forEach(LongBuffer indices, Move move) {
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < count; i++) {
                    for (int k = 0; k < inner; k++) {
                        int place = (o * count + i) * inner + k;
                        move.apply(place, (o * size + (int) indices.get(place)) * inner + k);
                    }
                }
            }
        }
    }

    private static int product(List<Integer> sizes) {
        int product = 1;
        for (int size : sizes) {
            product *= size;
        }
        return product;
    }
}
