package org.disentangle.datasets.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.disentangle.core.UserError;
import org.disentangle.core.tensor.HostTensor;

/** Many images as one picture, in rows, with a gap between them. */
public final class ContactSheet {

    private static final int GAP = 2;
    private static final int GAP_COLOUR = 0xffffff;

    private final BufferedImage sheet;

    private ContactSheet(BufferedImage sheet) {
        this.sheet = sheet;
    }

    /**
     * @param images FLOAT32 {@code [n, 3, h, w]} or {@code [n, 1, h, w]}; values outside 0..1 are held there
     * @param columns images per row
     * @param zoom pixels of the picture per pixel of an image, at least 1
     */
    public static ContactSheet of(HostTensor images, int columns, int zoom) {
        if (images.shape().rank() != 4
                || (images.shape().size(1) != 3 && images.shape().size(1) != 1)) {
            throw new IllegalArgumentException("A contact sheet shows images [n, 3 or 1, h, w], not " + images.shape());
        }
        if (columns < 1 || zoom < 1) {
            throw new IllegalArgumentException(columns + " columns and zoom " + zoom + " must be at least 1");
        }
        int count = images.shape().size(0);
        int height = images.shape().size(2) * zoom;
        int width = images.shape().size(3) * zoom;
        int rows = (count + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(
                GAP + columns * (width + GAP), GAP + rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
        int[] gaps = new int[sheet.getWidth() * sheet.getHeight()];
        Arrays.fill(gaps, GAP_COLOUR);
        sheet.setRGB(0, 0, sheet.getWidth(), sheet.getHeight(), gaps, 0, sheet.getWidth());
        for (int image = 0; image < count; image++) {
            int left = GAP + image % columns * (width + GAP);
            int top = GAP + image / columns * (height + GAP);
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    sheet.setRGB(left + column, top + row, colour(images, image, row / zoom, column / zoom));
                }
            }
        }
        return new ContactSheet(sheet);
    }

    public int width() {
        return sheet.getWidth();
    }

    public int height() {
        return sheet.getHeight();
    }

    /** Writes a PNG file; missing folders are made. */
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UserError(
                    "Could not write the picture " + file + ": " + e + ". Name a place that you may write to.", e);
        }
    }

    private static int colour(HostTensor images, int image, int row, int column) {
        int channels = images.shape().size(1);
        int height = images.shape().size(2);
        int width = images.shape().size(3);
        int colour = 0;
        for (int channel = 0; channel < 3; channel++) {
            int plane = image * channels + Math.min(channel, channels - 1);
            float value = images.floats()[(plane * height + row) * width + column];
            colour = colour << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
        }
        return colour;
    }
}
