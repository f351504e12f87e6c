package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.Block;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;

/** Reads the frozen model's codes of un-augmented samples, in evaluation mode. */
final class CodeReader {
    private static final int CHUNK = 256;

    private final Session session;
    private final DataSet data;
    private final Model model;
    private final Variables variables;
    private final TrialProgress progress;

    CodeReader(Session session, DataSet data, Model model, Variables variables, TrialProgress progress) {
        this.session = session;
        this.data = data;
        this.model = model;
        this.variables = variables;
        this.progress = progress;
    }

    /** Codes by block in board order, labels by factor and numbers by continuous factor, of the same rows. */
    record Coded(Map<String, Codes> codes, Map<String, int[]> labels, Map<String, float[]> targets, int groups) {}

    /**
     * @param first group
     * @param limit groups at most; 0 for all that there are
     */
    Coded read(Split split, int first, int limit) {
        Samples samples = data.samples(split);
        int left = samples.groups() - first;
        int groups = limit == 0 ? left : Math.min(limit, left);
        int from = first * samples.rowsPerGroup();
        int rows = groups * samples.rowsPerGroup();
        Map<String, int[]> labels = new LinkedHashMap<>();
        for (Factor factor : data.description().factors()) {
            labels.put(factor.name(), Arrays.copyOfRange(samples.labels(factor.name()), from, from + rows));
        }
        Map<String, float[]> targets = new LinkedHashMap<>();
        for (ContinuousFactor factor : data.description().continuousFactors()) {
            targets.put(
                    factor.name(),
                    Arrays.copyOfRange(
                            samples.targets(factor.name()),
                            from * factor.dimension(),
                            (from + rows) * factor.dimension()));
        }
        return new Coded(cut(encode(split, samples, from, rows), rows), labels, targets, groups);
    }

    private Map<String, float[]> encode(Split split, Samples samples, int first, int rows) {
        Map<String, HostTensor> pools = data.pools(split);
        List<DeviceTensor> owned = new ArrayList<>();
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        pools.forEach((name, pool) -> {
            DeviceTensor tensor = session.upload(pool);
            owned.add(tensor);
            inputs.put(name, tensor);
        });
        int chunk = Math.min(CHUNK, rows);
        List<String> sources = List.copyOf(samples.sources().keySet());
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (RowFetcher fetcher = new RowFetcher(data.rows(split));
                Executable executable = session.executable(model.encoding(data, pools, sources, chunk), variables)) {
            for (int start = 0; start < rows; start += chunk) {
                int from = start;
                int count = Math.min(chunk, rows - start);
                int[] window = window(first + start, chunk, first + rows);
                inputs.putAll(fetcher.fetch(window));
                if (start + chunk < rows) {
                    fetcher.readAhead(window(first + start + chunk, chunk, first + rows));
                }
                samples.sources().forEach((name, column) -> inputs.put(name, ViewRenderer.pick(column, window)));
                try (StepScope scope = session.scope()) {
                    executable.run(inputs).forEach((name, tensor) -> {
                        float[] values = tensor.toHost().floats();
                        int width = values.length / chunk;
                        float[] all = outputs.computeIfAbsent(name, key -> new float[rows * width]);
                        System.arraycopy(values, 0, all, from * width, count * width);
                    });
                }
                progress.scoring("codes " + split.label() + " " + (start + count) + "/" + rows);
            }
        } finally {
            owned.forEach(DeviceTensor::close);
        }
        return outputs;
    }

    /** So many rows up to {@code end}, the last one repeated where they end: programs have one shape. */
    static int[] window(int from, int length, int end) {
        return IntStream.range(from, from + length)
                .map(row -> Math.min(row, end - 1))
                .toArray();
    }

    private Map<String, Codes> cut(Map<String, float[]> outputs, int rows) {
        Map<String, Codes> codes = new LinkedHashMap<>();
        for (Model.ScoredBlock scored : model.scoredBlocks()) {
            float[] whole = Objects.requireNonNull(outputs.get(scored.whole()));
            Block block = scored.block();
            int width = whole.length / rows;
            float[] values = new float[rows * block.length()];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(whole, row * width + block.start(), values, row * block.length(), block.length());
            }
            expectFinite(block.name(), values);
            codes.put(block.name(), new Codes(block.name(), values, rows, block.length()));
        }
        return codes;
    }

    private static void expectFinite(String block, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new DivergedException(
                        "The codes of block '" + block + "' hold " + value
                                + ", though the loss was finite. A lower learning rate may help.",
                        Map.of("block", block));
            }
        }
    }
}
