package org.disentangle.datasets.imagefolder;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * JPEG and PNG files to RGB. The content decides what a file is, not its name. One thread uses a decoder at a time.
 *
 * <p>Numbers are taken as they are stored: colour profiles, gamma and orientation are not followed, transparency is dropped, as
 * {@code PIL.Image.open(file).convert("RGB")} does it, which torchvision uses. Of 16-bit numbers the upper 8 bits are kept.
 */
final class PictureDecoder {
    /** Larger pictures are decoded one at a time, so that memory does not depend on the number of threads. */
    private static final long LARGE_PIXELS = 16_000_000;

    private static final Object LARGE = new Object();

    private final ImageReader jpeg = reader("jpeg");
    private final ImageReader png = reader("png");
    private @Nullable String warning;

    /** The JDK's own, whatever else is on the class path: pixels must not depend on it. */
    private static ImageReader reader(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException(
                "This Java has no reader for " + format + "; the module java.desktop is missing");
    }

    Picture decode(byte[] file) throws BrokenPictureException {
        if (JpegFrame.is(file)) {
            JpegFrame frame = JpegFrame.parse(file);
            return sized(frame.width(), frame.height(), () -> jpeg(frame));
        }
        if (PngHeader.is(file)) {
            PngHeader header = PngHeader.parse(file);
            return sized(header.width(), header.height(), () -> png(file));
        }
        throw new BrokenPictureException(
                file.length == 0 ? "is empty" : "is neither a JPEG nor a PNG file by its content");
    }

    private interface Decoding {
        Picture run() throws IOException, BrokenPictureException;
    }

    private Picture sized(int width, int height, Decoding decoding) throws BrokenPictureException {
        warning = null;
        if ((long) width * height <= LARGE_PIXELS) {
            return guarded(decoding);
        }
        synchronized (LARGE) {
            return guarded(decoding);
        }
    }

    private Picture guarded(Decoding decoding) throws BrokenPictureException {
        IIOReadWarningListener listener = (source, message) -> warning = message;
        jpeg.addIIOReadWarningListener(listener);
        png.addIIOReadWarningListener(listener);
        try {
            Picture picture = decoding.run();
            if (warning != null && isCut(warning)) {
                throw new BrokenPictureException("was cut off (" + warning + ")");
            }
            return picture;
        } catch (IOException | RuntimeException e) {
            // The JDK's readers answer damaged files with many kinds of RuntimeException.
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new BrokenPictureException("cannot be decoded (" + why + ")", e);
        } finally {
            jpeg.reset();
            png.reset();
        }
    }

    /** libjpeg fills up what is missing with grey and warns; of its other warnings, as PIL, we take no notice. */
    private static boolean isCut(String warning) {
        return warning.toLowerCase(Locale.ROOT).contains("premature end") || warning.contains("Truncated");
    }

    private Picture jpeg(JpegFrame frame) throws IOException, BrokenPictureException {
        jpeg.setInput(new ByteImageInput(frame.stripped(), frame.length()), true, true);
        byte[] components = interleaved(jpeg.readRaster(0, null), frame);
        byte[] rgb =
                switch (frame.colors()) {
                    case GREY -> tripled(components);
                    case RGB -> components;
                    case YCC -> {
                        InkColors.luminance(components);
                        yield components;
                    }
                    case CMYK -> InkColors.inks(components, false);
                    case YCCK -> InkColors.inks(components, true);
                };
        return new Picture(frame.width(), frame.height(), rgb);
    }

    private static byte[] interleaved(Raster raster, JpegFrame frame) throws BrokenPictureException {
        int bands = frame.colors().components;
        if (raster.getNumBands() != bands
                || raster.getWidth() != frame.width()
                || raster.getHeight() != frame.height()) {
            throw new BrokenPictureException("is a damaged JPEG: its scans do not fit its frame");
        }
        if (raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getSampleModel() instanceof ComponentSampleModel model
                && model.getPixelStride() == bands
                && model.getScanlineStride() == bands * frame.width()
                && buffer.getData().length == bands * frame.width() * frame.height()
                && inOrder(model.getBandOffsets())) {
            return buffer.getData();
        }
        throw new IllegalStateException("This Java lays out pixels of JPEGs in an unknown way");
    }

    private static boolean inOrder(int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static byte[] tripled(byte[] grey) {
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0; i < grey.length; i++) {
            rgb[3 * i] = grey[i];
            rgb[3 * i + 1] = grey[i];
            rgb[3 * i + 2] = grey[i];
        }
        return rgb;
    }

    private Picture png(byte[] file) throws IOException {
        png.setInput(new ByteImageInput(file, file.length), true, true);
        BufferedImage image = png.read(0);
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int bands = raster.getNumBands();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int[] row = new int[bands * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            int at = 3 * width * y;
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int value;
                    if (image.getColorModel() instanceof IndexColorModel palette) {
                        value = palette.getRGB(row[x]) >> (16 - 8 * channel);
                    } else {
                        // One band is grey, two are grey and transparency.
                        value = row[bands * x + (bands < 3 ? 0 : channel)] >> shift;
                    }
                    rgb[at + 3 * x + channel] = (byte) value;
                }
            }
        }
        return new Picture(width, height, rgb);
    }
}
