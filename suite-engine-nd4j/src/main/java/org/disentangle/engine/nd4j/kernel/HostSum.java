package org.disentangle.engine.nd4j.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over axes, added up in 64 bits. ND4J 1.0.0-M2.1 adds in 32 bits, one number after the other: its sum of four million numbers around
 * ten is wrong by one percent.
 */
public final class HostSum implements Kernel {
    private final int runs;
    private final int run;
    private final boolean runIsSummed;
    /** By run: where in the result its sum, or its first number, goes. */
    private final int[] target;

    private final int resultSize;

    /** Axes kept or summed in a row at the end are one run of numbers that lie side by side. */
    public HostSum(Shape shape, List<Integer> axes) {
        int rank = shape.rank();
        runIsSummed = axes.contains(rank - 1);
        int leading = rank;
        int length = 1;
        while (leading > 0 && axes.contains(leading - 1) == runIsSummed) {
            leading--;
            length *= shape.size(leading);
        }
        run = length;
        runs = shape.elements() / length;
        target = new int[runs];
        int size = runIsSummed ? 1 : length;
        int stride = size;
        int[] strides = new int[leading];
        for (int axis = leading - 1; axis >= 0; axis--) {
            if (!axes.contains(axis)) {
                strides[axis] = stride;
                stride *= shape.size(axis);
                size *= shape.size(axis);
            }
        }
        resultSize = size;
        for (int i = 0; i < runs; i++) {
            int rest = i;
            for (int axis = leading - 1; axis >= 0; axis--) {
                target[i] += rest % shape.size(axis) * strides[axis];
                rest /= shape.size(axis);
            }
        }
    }

    @Override
    public void run(INDArray[] reads, INDArray[] writes) {
        FloatBuffer in = HostTransfer.floats(reads[0]);
        double[] sums = new double[resultSize];
        for (int i = 0; i < runs; i++) {
            int start = i * run;
            if (runIsSummed) {
                sums[target[i]] += sum(in, start, run);
            } else {
                for (int k = 0; k < run; k++) {
                    sums[target[i] + k] += in.get(start + k);
                }
            }
        }
        FloatBuffer out = HostTransfer.floats(writes[0]);
        for (int i = 0; i < resultSize; i++) {
            out.put(i, (float) sums[i]);
        }
    }

    /** In four lanes: one would wait for each addition. */
    private static double sum(FloatBuffer in, int start, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int whole = start + count - count % 4;
        for (int i = start; i < whole; i += 4) {
            a += in.get(i);
            b += in.get(i + 1);
            c += in.get(i + 2);
            d += in.get(i + 3);
        }
        for (int i = whole; i < start + count; i++) {
            a += in.get(i);
        }
        return a + b + (c + d);
    }
}
