package org.disentangle.datasets.image;

/**
 * Shrinks square images: a pixel becomes the mean of what lies under it, parts of pixels counting by their area. Exact in whole
 * numbers, rounded half up.
 */
public final class AreaAverage {

    private final int from;
    private final int to;

    /**
     * @param from the side of the images given
     * @param to the side of the images made, at most {@code from}
     */
    public AreaAverage(int from, int to) {
        if (to < 1 || to > from) {
            throw new IllegalArgumentException("Side " + from + " cannot be shrunk to " + to);
        }
        this.from = from;
        this.to = to;
    }

    /** @param planes grey planes one after another, row by row; returned as they are if the sides are equal */
    public byte[] shrink(byte... planes) {
        if (from == to) {
            return planes;
        }
        int count = planes.length / (from * from);
        byte[] small = new byte[count * to * to];
        for (int plane = 0; plane < count; plane++) {
            for (int row = 0; row < to; row++) {
                for (int column = 0; column < to; column++) {
                    small[(plane * to + row) * to + column] = mean(planes, plane * from * from, row, column);
                }
            }
        }
        return small;
    }

    /** In units of 1/to of a pixel given, a pixel made covers {@code row * from} to before {@code (row + 1) * from}. */
    private byte mean(byte[] planes, int offset, int row, int column) {
        int top = row * from;
        int left = column * from;
        int sum = 0;
        for (int y = top / to; y * to < top + from; y++) {
            int line = 0;
            for (int x = left / to; x * to < left + from; x++) {
                int width = Math.min((x + 1) * to, left + from) - Math.max(x * to, left);
                line += width * (planes[offset + y * from + x] & 0xff);
            }
            sum += line * (Math.min((y + 1) * to, top + from) - Math.max(y * to, top));
        }
        int area = from * from;
        return (byte) ((sum + area / 2) / area);
    }
}
