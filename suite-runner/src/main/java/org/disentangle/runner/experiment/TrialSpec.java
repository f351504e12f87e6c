package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.random.SeedStreams;

/**
 * One trial, resolved: nothing is left to defaults. Its canonical JSON ({@link TrialSpecs}) is its identity; paths, hosts,
 * devices, thread counts and display names are no part of it.
 *
 * @param streams seeds of single streams that differ from {@code seed}
 * @param engine the engine's name, never {@code auto}
 * @param precision never AUTO
 */
public record TrialSpec(
        ConfiguredMethod<?> method,
        ConfiguredDataSet<?> data,
        ConfiguredEncoder<?> encoder,
        TrainingOptions training,
        ScoringOptions scoring,
        long seed,
        Map<String, Long> streams,
        String engine,
        Precision precision) {
    public TrialSpec {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    public SeedStreams seedStreams() {
        return new SeedStreams(seed, streams);
    }

    /** The same trained otherwise: another trial. */
    public TrialSpec with(TrainingOptions other) {
        return new TrialSpec(method, data, encoder, other, scoring, seed, streams, engine, precision);
    }
}
