package org.disentangle.runner.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.datasets.augmentation.ViewProgram;

/** Renders the augmented views of a batch on the device from numbers: source indices and augmentation parameters. */
final class ViewRenderer implements AutoCloseable {
    private final Samples samples;
    private final Augmentation augmentation;
    private final ViewPolicy policy;
    private final Map<String, DeviceTensor> uploaded;
    private final RowFetcher fetcher;
    private final Executable executable;

    ViewRenderer(
            Session session,
            Samples samples,
            Map<String, HostTensor> pools,
            Map<String, DeviceTensor> uploaded,
            Map<String, RowSource> fetched,
            Augmentation augmentation,
            ViewPolicy policy,
            int batch) {
        this.samples = samples;
        this.uploaded = uploaded;
        this.augmentation = augmentation;
        this.policy = policy;
        this.fetcher = new RowFetcher(fetched);
        ViewProgram program = new ViewProgram(pools, samples, fetched, augmentation);
        this.executable = session.rowwise(program.build(policy.views() * batch), program.rowInputs(), program::build);
    }

    /** The rows of {@code samples} that the groups' views show, ordered by view. */
    int[] rows(int[] groups) {
        int[] rows = new int[policy.views() * groups.length];
        for (int view = 0; view < policy.views(); view++) {
            for (int i = 0; i < groups.length; i++) {
                rows[view * groups.length + i] = samples.row(groups[i], view);
            }
        }
        return rows;
    }

    /** Starts to fetch what {@link #render} will need for these groups, while the device works on others. */
    void readAhead(int[] groups) {
        fetcher.readAhead(rows(groups));
    }

    /** @return {@code [views * batch, ...]}, owned by the session's innermost scope */
    DeviceTensor render(int[] groups, long step, SeedStreams streams) {
        Map<String, TensorValue> inputs = new LinkedHashMap<>(uploaded);
        inputs.putAll(numbers(groups, step, streams));
        return Objects.requireNonNull(executable.run(inputs).get(ViewProgram.VIEWS));
    }

    /** What views are rendered from besides the pools: sources, fetched rows and the augmentation's columns. */
    Map<String, HostTensor> numbers(int[] groups, long step, SeedStreams streams) {
        int[] rows = rows(groups);
        Map<String, HostTensor> numbers = new LinkedHashMap<>();
        samples.sources().forEach((name, column) -> numbers.put(name, pick(column, rows)));
        numbers.putAll(fetcher.fetch(rows));
        numbers.putAll(augmentation.draw(policy, groups.length, step, streams));
        return numbers;
    }

    /** The type of each group's views, INT64 {@code [batch]}. */
    HostTensor pairTypes(int batch, long step) {
        return HostTensor.indices(IntStream.range(0, batch)
                .map(place -> policy.pairType(step, place))
                .toArray());
    }

    static HostTensor pick(int[] column, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = column[rows[i]];
        }
        return HostTensor.indices(picked);
    }

    @Override
    public void close() {
        fetcher.close();
        executable.close();
    }
}
