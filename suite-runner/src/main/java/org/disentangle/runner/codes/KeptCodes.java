package org.disentangle.runner.codes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzFile;
import org.disentangle.datasets.npz.NpzLimits;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.Attachments;
import org.disentangle.runner.store.StoreError;

/**
 * The codes that a trial kept: {@code codes-train.npz} and {@code codes-test.npz} with an array per whole ({@code r}, {@code z}:
 * float32 {@code [rows, dim]}), {@code factors} (int64 {@code [rows, categorical factors]}) and {@code numbers} (float32 {@code
 * [rows, numbers of the continuous factors]}), and {@code codes.json}, which names columns and blocks.
 */
public final class KeptCodes {
    private static final String DESCRIPTION = "codes.json";
    private static final String TRAIN = "codes-train.npz";
    private static final String TEST = "codes-test.npz";
    private static final List<String> FILES = List.of(DESCRIPTION, TRAIN, TEST);
    private static final String FACTORS = "factors";
    private static final String NUMBERS = "numbers";
    private static final NpzLimits LIMITS = new NpzLimits(8L << 30, 32L << 30);

    private KeptCodes() {}

    /**
     * What the arrays hold.
     *
     * @param factors columns of {@code factors}
     * @param continuousFactors columns of {@code numbers}, each as many as it has numbers
     */
    record Description(
            List<KeptBlock> blocks,
            Map<String, List<String>> parts,
            List<Factor> factors,
            List<ContinuousFactor> continuousFactors) {}

    /**
     * Writes them into a trial's folder.
     *
     * @throws IOException if a file cannot be written
     */
    public static List<TrialRecord.Attachment> save(Path folder, CodeSet codes, List<KeptBlock> blocks)
            throws IOException {
        Description description = new Description(
                blocks, codes.parts(), codes.factors(), codes.continuous().factors());
        byte[] text =
                JsonText.pretty(new RecordWriter(List.of()).write(description)).getBytes(StandardCharsets.UTF_8);
        AtomicFiles files = new AtomicFiles();
        files.replace(folder.resolve(DESCRIPTION), stream -> stream.write(text));
        List<TrialRecord.Attachment> kept = new ArrayList<>();
        kept.add(new TrialRecord.Attachment(DESCRIPTION, "what the codes are", CanonicalJson.sha256(text)));
        kept.add(save(
                folder.resolve(TRAIN),
                arrays(
                        description,
                        codes.train(),
                        codes.trainLabels(),
                        codes.continuous().train()),
                "codes of the training rows"));
        kept.add(save(
                folder.resolve(TEST),
                arrays(
                        description,
                        codes.test(),
                        codes.testLabels(),
                        codes.continuous().test()),
                "codes of the test rows"));
        return kept;
    }

    private static TrialRecord.Attachment save(Path file, Map<String, NpyArray> arrays, String what)
            throws IOException {
        new AtomicFiles().replace(file, stream -> NpzWriter.write(arrays, stream));
        return new TrialRecord.Attachment(
                String.valueOf(file.getFileName()), what, FileDigests.of(file).sha256());
    }

    private static Map<String, NpyArray> arrays(
            Description description,
            Map<String, Codes> codes,
            Map<String, int[]> labels,
            Map<String, float[]> numbers) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        int rows = codes.values().iterator().next().rows();
        for (KeptBlock block : description.blocks) {
            if (block.name().equals(block.whole())) {
                arrays.put(
                        block.name(),
                        NpyArray.of(
                                List.of(rows, block.length()),
                                found(codes, block.name()).values()));
            }
        }
        if (!description.factors.isEmpty()) {
            int columns = description.factors.size();
            long[] values = new long[rows * columns];
            for (int column = 0; column < columns; column++) {
                int[] of = found(labels, description.factors.get(column).name());
                for (int row = 0; row < rows; row++) {
                    values[row * columns + column] = of[row];
                }
            }
            arrays.put(FACTORS, NpyArray.of(List.of(rows, columns), values));
        }
        if (!description.continuousFactors.isEmpty()) {
            int columns = description.continuousFactors.stream()
                    .mapToInt(ContinuousFactor::dimension)
                    .sum();
            float[] values = new float[rows * columns];
            int start = 0;
            for (ContinuousFactor factor : description.continuousFactors) {
                copy(found(numbers, factor.name()), 0, factor.dimension(), values, start, columns, factor.dimension());
                start += factor.dimension();
            }
            arrays.put(NUMBERS, NpyArray.of(List.of(rows, columns), values));
        }
        return arrays;
    }

    /** Whether a trial's folder has all files of codes. */
    public static boolean areIn(Path folder) {
        return FILES.stream().allMatch(file -> Files.exists(folder.resolve(file)));
    }

    /** Whether a file beside a record is one of those. */
    public static boolean isOne(String file) {
        return FILES.contains(file);
    }

    /**
     * Reads them back.
     *
     * @param record whose attachments they are
     * @throws org.disentangle.core.UserError if a file is missing, or is not the one that the record speaks of
     */
    public static CodeSet read(Path folder, TrialRecord record) {
        for (String file : FILES) {
            Attachments.expectUnchanged(folder.resolve(file), record);
        }
        Path path = folder.resolve(DESCRIPTION);
        Description description = new RecordReader(List.of())
                .whole(
                        Description.class,
                        JsonReader.read(path.toString(), text(path)).asMapping("kept codes"));
        try (NpzFile train = NpzFile.open(folder.resolve(TRAIN), LIMITS);
                NpzFile test = NpzFile.open(folder.resolve(TEST), LIMITS)) {
            return new CodeSet(
                    codes(description, train),
                    codes(description, test),
                    description.factors,
                    labels(description, train),
                    labels(description, test),
                    new ContinuousTargets(
                            description.continuousFactors, numbers(description, train), numbers(description, test)),
                    description.parts);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StoreError.reading(file, e);
        }
    }

    private static Map<String, Codes> codes(Description description, NpzFile file) {
        Map<String, float[]> wholes = new LinkedHashMap<>();
        Map<String, Codes> codes = new LinkedHashMap<>();
        for (KeptBlock block : description.blocks) {
            float[] whole = wholes.computeIfAbsent(
                    block.whole(), name -> file.array(name).floats());
            int width = file.header(block.whole()).shape().get(1).intValue();
            int rows = whole.length / width;
            float[] values = new float[rows * block.length()];
            copy(whole, block.start(), width, values, 0, block.length(), block.length());
            codes.put(block.name(), new Codes(block.name(), values, rows, block.length()));
        }
        return codes;
    }

    private static Map<String, int[]> labels(Description description, NpzFile file) {
        Map<String, int[]> labels = new LinkedHashMap<>();
        if (description.factors.isEmpty()) {
            return labels;
        }
        long[] values = file.array(FACTORS).longs();
        int columns = description.factors.size();
        for (int column = 0; column < columns; column++) {
            int[] of = new int[values.length / columns];
            for (int row = 0; row < of.length; row++) {
                of[row] = (int) values[row * columns + column];
            }
            labels.put(description.factors.get(column).name(), of);
        }
        return labels;
    }

    private static Map<String, float[]> numbers(Description description, NpzFile file) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        if (description.continuousFactors.isEmpty()) {
            return numbers;
        }
        float[] values = file.array(NUMBERS).floats();
        int columns = file.header(NUMBERS).shape().get(1).intValue();
        int start = 0;
        for (ContinuousFactor factor : description.continuousFactors) {
            float[] of = new float[values.length / columns * factor.dimension()];
            copy(values, start, columns, of, 0, factor.dimension(), factor.dimension());
            numbers.put(factor.name(), of);
            start += factor.dimension();
        }
        return numbers;
    }

    /** Copies so many columns of row-major numbers, from a column of one width to a column of another. */
    private static void copy(
            float[] from, int fromColumn, int fromWidth, float[] to, int toColumn, int toWidth, int columns) {
        for (int row = 0; row < from.length / fromWidth; row++) {
            System.arraycopy(from, row * fromWidth + fromColumn, to, row * toWidth + toColumn, columns);
        }
    }

    private static <T> T found(Map<String, T> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
