package org.disentangle.metrics.probe;

import java.util.stream.IntStream;

/** Numbers at equal distances on a logarithmic scale. */
final class LogGrid {
    private LogGrid() {}

    /**
     * So many numbers; a single one is the first.
     *
     * @param first its decimal logarithm
     * @param last its decimal logarithm
     */
    static double[] of(int count, double first, double last) {
        return IntStream.range(0, count)
                .mapToDouble(i -> Math.pow(10, count == 1 ? first : first + i * (last - first) / (count - 1)))
                .toArray();
    }
}
