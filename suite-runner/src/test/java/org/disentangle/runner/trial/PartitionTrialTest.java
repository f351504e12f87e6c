package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.registry.Registry;
import org.disentangle.methods.ipirm.Constraint;
import org.disentangle.methods.ipirm.IpIrm;
import org.disentangle.methods.ipirm.IpIrmMixup;
import org.disentangle.methods.ipirm.IpIrmMixupOptions;
import org.disentangle.methods.ipirm.IpIrmOptions;
import org.disentangle.methods.ipirm.MixPartners;
import org.disentangle.methods.ipirm.MixWeight;
import org.disentangle.methods.ipirm.Penalty;
import org.disentangle.methods.ipirm.SearchOptions;
import org.disentangle.metrics.NoOptions;
import org.disentangle.metrics.partition.PartitionInformation;
import org.disentangle.runner.experiment.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that search for partitions between steps, in whole trials. */
class PartitionTrialTest {
    private static final TrialExecutor EXECUTOR =
            new TrialExecutor(Registry.load("engine", Engine.class, PartitionTrialTest.class.getClassLoader()));
    /** From where the last search ended, so that a checkpoint holds all there is. */
    private static final SearchOptions SEARCH = new SearchOptions(1, 0.5, Constraint.RELAXED, 48, 3, true, false);

    @TempDir
    Path folder;

    @Test
    void a_stopped_trial_goes_on_with_its_partitions_as_if_nothing_had_happened() throws IOException {
        IpIrmOptions options = new IpIrmOptions(0.5, 0.5, 0.2, Penalty.PER_COLUMN, true, 2, 2, SEARCH, 8, List.of(16));
        resumes(new ConfiguredMethod<>(new IpIrm(), options));
    }

    @Test
    void with_mixup_too() throws IOException {
        IpIrmMixupOptions options = new IpIrmMixupOptions(
                0.2,
                0.5,
                0.2,
                Penalty.PER_COLUMN,
                true,
                2,
                2,
                MixPartners.ENVIRONMENT,
                MixWeight.MEAN,
                SEARCH,
                8,
                List.of(16));
        resumes(new ConfiguredMethod<>(new IpIrmMixup(), options));
    }

    private void resumes(ConfiguredMethod<?> method) throws IOException {
        TrialSpec spec = TinyTrials.spec(
                new TinyPairs(), method, new ConfiguredMetric<>(new PartitionInformation(), new NoOptions()), 20, 1e-3);
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        TrialRecord whole = EXECUTOR.execute(TinyTrials.job(folder, "a", spec), new Watch());
        for (long stop : new long[] {1, 17}) {
            assertThatThrownBy(() -> EXECUTOR.execute(TinyTrials.job(folder, "b", spec), new Watch(stop)))
                    .isInstanceOf(TrialInterruptedException.class);
        }
        TrialRecord resumed = EXECUTOR.execute(TinyTrials.job(folder, "b", spec), new Watch());

        assertThat(whole.failure()).isNull();
        assertThat(whole.scores())
                .extracting(score -> score.block() + "/" + score.factor())
                .contains("partition0/PL", "partition0/CO", "partition1/PL");
        assertThat(resumed.scores()).isEqualTo(whole.scores());
        assertThat(Objects.requireNonNull(resumed.model()).parametersDigest())
                .isEqualTo(Objects.requireNonNull(whole.model()).parametersDigest());
        assertThat(Files.readString(folder.resolve("b/curve.jsonl")))
                .isEqualTo(Files.readString(folder.resolve("a/curve.jsonl")))
                .contains("\"penalty\"");
    }
}
