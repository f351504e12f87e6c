package org.disentangle.datasets.imagefolder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.disentangle.datasets.TinyFiles;

/** Makes small folders of pictures. */
final class PictureTree {
    private PictureTree() {}

    /** Pictures {@code 0.png, 1.jpg, 2.png, ...} in each class of train/ and val/; those of a class have its brightness. */
    static Path make(Path folder, int train, int test, String... classes) {
        for (int label = 0; label < classes.length; label++) {
            for (int i = 0; i < train; i++) {
                save(folder.resolve("train").resolve(classes[label]), i, 60 * label + i);
            }
            for (int i = 0; i < test; i++) {
                save(folder.resolve("val").resolve(classes[label]), i, 60 * label + 30 + i);
            }
        }
        return folder;
    }

    static void save(Path folder, int number, int brightness) {
        String format = number % 2 == 0 ? "png" : "jpg";
        TinyFiles.write(folder.resolve(number + "." + format), encoded(24 + number % 5, 20, brightness, format));
    }

    /** A picture that is brighter to the right. */
    static byte[] encoded(int width, int height, int brightness, String format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (brightness + x) << 16 | brightness << 8 | (brightness + y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
