package org.disentangle.datasets.imagefolder;

/**
 * Colours of JPEG components, in the integers of libjpeg (jdcolor.c) and, for inks, of PIL (Convert.c), so that results are theirs
 * to the bit. All methods change rows of components into RGB.
 */
final class InkColors {
    private static final int[] RED_OF_CR = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            RED_OF_CR[i] = (fixed(1.40200) * x + (1 << 15)) >> 16;
            BLUE_OF_CB[i] = (fixed(1.77200) * x + (1 << 15)) >> 16;
            GREEN_OF_CR[i] = -fixed(0.71414) * x;
            GREEN_OF_CB[i] = -fixed(0.34414) * x + (1 << 15);
        }
    }

    private InkColors() {}

    private static int fixed(double value) {
        return (int) (value * (1 << 16) + 0.5);
    }

    /** YCbCr in place. */
    static void luminance(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += 3) {
            int y = pixels[i] & 0xff;
            int cb = pixels[i + 1] & 0xff;
            int cr = pixels[i + 2] & 0xff;
            pixels[i] = clip(y + RED_OF_CR[cr]);
            pixels[i + 1] = clip(y + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> 16));
            pixels[i + 2] = clip(y + BLUE_OF_CB[cb]);
        }
    }

    /**
     * Inks as Adobe writes them, inverted: 255 is no ink. PIL takes every JPEG of four components so.
     *
     * @param inks {@code [pixels, 4]}: CMYK, or with {@code luminance} YCCK
     */
    static byte[] inks(byte[] inks, boolean luminance) {
        byte[] rgb = new byte[inks.length / 4 * 3];
        for (int i = 0, o = 0; i < inks.length; i += 4, o += 3) {
            int c = inks[i] & 0xff;
            int m = inks[i + 1] & 0xff;
            int y = inks[i + 2] & 0xff;
            if (luminance) {
                int cb = m;
                int cr = y;
                m = 255 - clip(c + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> 16)) & 0xff;
                y = 255 - clip(c + BLUE_OF_CB[cb]) & 0xff;
                c = 255 - clip(c + RED_OF_CR[cr]) & 0xff;
            }
            int white = inks[i + 3] & 0xff;
            rgb[o] = clip(white - scaled(255 - c, white));
            rgb[o + 1] = clip(white - scaled(255 - m, white));
            rgb[o + 2] = clip(white - scaled(255 - y, white));
        }
        return rgb;
    }

    /** {@code a * b / 255}, rounded. */
    private static int scaled(int a, int b) {
        int product = a * b + 128;
        return ((product >> 8) + product) >> 8;
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
