package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.network.ConfiguredEncoder;

/**
 * An experiment file, read and checked.
 *
 * @param name what plan and board call it
 * @param study which streams are varied one at a time
 * @param engine a name or {@code auto}
 * @param device as users write it; not part of any trial's identity
 * @param keep what trials leave beside their records; not part of any trial's identity
 */
public record Experiment(
        String name,
        String title,
        String description,
        List<DataEntry> data,
        List<MethodEntry> methods,
        List<Long> seeds,
        Map<String, Long> streams,
        SeedStudy study,
        ConfiguredEncoder<?> encoder,
        ScoringOptions scoring,
        String engine,
        Precision precision,
        String device,
        List<Kept> keep,
        List<PublishedSource> published) {

    /** What stands for "choose for me". */
    public static final String AUTO = "auto";

    public Experiment {
        data = List.copyOf(data);
        methods = List.copyOf(methods);
        seeds = List.copyOf(seeds);
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        keep = List.copyOf(keep);
        published = List.copyOf(published);
    }

    Experiment withPublished(List<PublishedSource> sources) {
        return new Experiment(
                name,
                title,
                description,
                data,
                methods,
                seeds,
                streams,
                study,
                encoder,
                scoring,
                engine,
                precision,
                device,
                keep,
                sources);
    }
}
