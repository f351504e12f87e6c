package org.disentangle.datasets;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the formats of MNIST and STL-10, with the right names, made in a moment. */
public final class TinyFiles {

    private TinyFiles() {}

    /** Writes all eight files: {@code train} and {@code test} images of each kind, classes going round. */
    public static void writeAll(Path folder, int train, int test) {
        writeMnist(folder.resolve("mnist"), train, test);
        writeStl10(folder.resolve("stl10"), train, test);
    }

    public static void writeMnist(Path folder, int train, int test) {
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(train, 28, 28)));
        write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(train)));
        write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(idxImages(test, 28, 28)));
        write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(idxLabels(test)));
    }

    public static void writeStl10(Path folder, int train, int test) {
        write(folder.resolve("train_X.bin"), stl10Images(train));
        write(folder.resolve("train_y.bin"), stl10Labels(train));
        write(folder.resolve("test_X.bin"), stl10Images(test));
        write(folder.resolve("test_y.bin"), stl10Labels(test));
    }

    /** CIFAR-10's six files, classes going round. */
    public static void writeCifar10(Path folder, int perBatch, int test) {
        for (int batch = 1; batch <= 5; batch++) {
            write(folder.resolve("data_batch_" + batch + ".bin"), cifar(perBatch, 10));
        }
        write(folder.resolve("test_batch.bin"), cifar(test, 10));
    }

    /** CIFAR-100's two files. */
    public static void writeCifar100(Path folder, int train, int test) {
        write(folder.resolve("train.bin"), cifar(train, 20, 100));
        write(folder.resolve("test.bin"), cifar(test, 20, 100));
    }

    /** Images with as many labels as there are numbers of classes; label {@code i mod classes}, so fine ones tell coarse ones. */
    public static byte[] cifar(int count, int... classes) {
        int imageBytes = classes.length + 3072;
        byte[] file = new byte[count * imageBytes];
        for (int image = 0; image < count; image++) {
            for (int i = 0; i < imageBytes; i++) {
                int offset = image * imageBytes + i;
                file[offset] = (byte) (i < classes.length ? image % classes[i] : offset * 29 + offset / 241);
            }
        }
        return file;
    }

    /** Images whose bytes all differ from their neighbours'. */
    public static byte[] idxImages(int count, int height, int width) {
        ByteBuffer file = ByteBuffer.allocate(16 + count * height * width);
        file.putInt(2051).putInt(count).putInt(height).putInt(width);
        for (int i = 0; file.hasRemaining(); i++) {
            file.put((byte) (i * 37 + i / 251));
        }
        return file.array();
    }

    /** Labels 0 to 9, going round. */
    public static byte[] idxLabels(int count) {
        ByteBuffer file = ByteBuffer.allocate(8 + count);
        file.putInt(2049).putInt(count);
        for (int i = 0; i < count; i++) {
            file.put((byte) (i % 10));
        }
        return file.array();
    }

    public static byte[] stl10Images(int count) {
        byte[] file = new byte[count * 27648];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i * 31 + i / 253);
        }
        return file;
    }

    /** Labels 1 to 10, going round. */
    public static byte[] stl10Labels(int count) {
        byte[] file = new byte[count];
        for (int i = 0; i < count; i++) {
            file[i] = (byte) (1 + i % 10);
        }
        return file;
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Bytes that this thread has allocated since it began. */
    public static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
