package org.disentangle.datasets.drawndigits;

/** Brightness as it is stored. */
final class Grey {

    private Grey() {}

    /** 0..1 as an unsigned byte, rounded; what lies outside is held at the ends. */
    static byte toByte(double brightness) {
        int level = (int) (255 * brightness + 0.5);
        return (byte) Math.max(0, Math.min(255, level));
    }
}
