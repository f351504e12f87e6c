package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.NearestName;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;

/** Reads {@code vary}: a list of streams, or {@code {streams: [...], hold: SEED}}. */
final class SeedStudyReader {
    private static final int FEWEST_SEEDS = 2;

    private SeedStudyReader() {}

    static SeedStudy read(Tree tree, List<Long> seeds, Map<String, Long> fixed, List<MethodEntry> methods) {
        if (tree instanceof Tree.Mapping mapping) {
            RecordReader.expectKeys(mapping, List.of("streams", "hold"), "'vary'");
            Tree hold = mapping.get("hold");
            return study(
                    mapping.require("streams"),
                    hold == null ? SeedStudy.HOLD : hold.asWhole("'hold'"),
                    hold == null ? tree : hold,
                    seeds,
                    fixed,
                    methods);
        }
        return study(tree, SeedStudy.HOLD, tree, seeds, fixed, methods);
    }

    private static SeedStudy study(
            Tree names,
            long hold,
            Tree holdPlace,
            List<Long> seeds,
            Map<String, Long> fixed,
            List<MethodEntry> methods) {
        if (seeds.size() < FEWEST_SEEDS) {
            throw new PlacedError(
                    names.place(),
                    "'vary' takes each stream through the experiment's seeds, and there is one; allowed are two or more");
        }
        if (seeds.contains(hold)) {
            throw new PlacedError(
                    holdPlace.place(),
                    "the held seed is " + hold + ", which is one of 'seeds'; allowed is any other, with 'hold'");
        }
        List<String> known = known(methods);
        List<String> streams = new ArrayList<>();
        for (Tree item : ExperimentReader.oneOrMore(names, "vary")) {
            String name = item.asText("a stream");
            if (!known.contains(name)) {
                throw new PlacedError(
                        item.place(),
                        "no method here draws from a stream '" + name + "'. Known: " + String.join(", ", known) + "."
                                + NearestName.of(name, known)
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""));
            }
            if (fixed.containsKey(name)) {
                throw new PlacedError(
                        item.place(), "the stream '" + name + "' is held by 'streams'; remove it there or here");
            }
            if (streams.contains(name)) {
                throw new PlacedError(item.place(), "the stream '" + name + "' stands here twice");
            }
            streams.add(name);
        }
        return new SeedStudy(streams, hold);
    }

    private static List<String> known(List<MethodEntry> methods) {
        Set<String> known = new LinkedHashSet<>(List.of(SeedStreams.INITIALIZATION));
        for (MethodEntry entry : methods) {
            if (entry.method().trains()) {
                known.addAll(List.of(SeedStreams.ORDER, SeedStreams.AUGMENTATION));
                known.addAll(entry.method().method().streams());
            }
        }
        known.add(SeedStreams.PROBE);
        return List.copyOf(known);
    }
}
