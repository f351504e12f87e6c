package org.disentangle.datasets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzWriter;

/** Small files as that of dSprites, with any images and any faults. */
public final class TinySprites {

    public static final String PUBLISHED = "dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz";

    private static final int[] SIZES = {3, 6, 40, 32, 32};

    private TinySprites() {}

    /** The members of a part as those at hand have them: without colour, with the images' numbers. */
    public static Map<String, NpyArray> part(int[] numbers, byte[] pixels) {
        Map<String, NpyArray> members = new LinkedHashMap<>();
        members.put("imgs", NpyArray.of(List.of(numbers.length, 64, 64), pixels));
        members.put("latents_classes", classes(numbers, 5));
        members.put("latents_values", values(numbers, 5));
        long[] indices = Arrays.stream(numbers).asLongStream().toArray();
        members.put("original_dataset_indices", NpyArray.of(List.of(numbers.length), indices));
        return members;
    }

    /** The members of the published file: with colour, without numbers. */
    public static Map<String, NpyArray> published(int[] numbers, byte[] pixels) {
        Map<String, NpyArray> members = part(numbers, pixels);
        members.put("latents_classes", classes(numbers, 6));
        members.put("latents_values", values(numbers, 6));
        members.remove("original_dataset_indices");
        return members;
    }

    public static NpyArray classes(int[] numbers, int columns) {
        long[] classes = new long[numbers.length * columns];
        for (int row = 0; row < numbers.length; row++) {
            int left = numbers[row];
            for (int factor = 4; factor >= 0; factor--) {
                classes[(row + 1) * columns - 5 + factor] = left % SIZES[factor];
                left /= SIZES[factor];
            }
        }
        return NpyArray.of(List.of(numbers.length, columns), classes);
    }

    public static NpyArray values(int[] numbers, int columns) {
        long[] classes = classes(numbers, columns).longs();
        double[] values = new double[classes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (i % columns - (columns - 5)) {
                case -1 -> 1;
                case 0 -> classes[i] + 1;
                case 1 -> 0.5 + 0.1 * classes[i];
                case 2 -> classes[i] * (2 * Math.PI / 39);
                default -> classes[i] / 31.0;
            };
        }
        return NpyArray.of(List.of(numbers.length, columns), values);
    }

    /** Pixels in no order at all, different for each image. */
    public static byte[] noise(int images) {
        byte[] pixels = new byte[images * 4096];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i * 0x9e3779b1) >>> 31);
        }
        return pixels;
    }

    /** Deflated, with a member {@code metadata} first that is no array but a pickle that would run a command. */
    public static Path write(Path file, Map<String, NpyArray> members) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            NpzWriter.write(members, plain);
            zip.putNextEntry(new ZipEntry("metadata.npy"));
            zip.write("cos\nsystem\n(S'exit 1'\ntR.".getBytes(StandardCharsets.US_ASCII));
            ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(plain.toByteArray()));
            for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                source.transferTo(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TinyFiles.write(file, archive.toByteArray());
    }
}
