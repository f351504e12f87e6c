package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.NearestName;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;

/** Reads {@code seeds} and {@code streams}. */
final class SeedsReader {
    private static final int MOST_SEEDS = 10_000;
    /** Those of the suite's own; plug-ins may have others, so only what looks like a slip of the pen is refused. */
    static final List<String> STREAMS = List.of(
            SeedStreams.INITIALIZATION, SeedStreams.ORDER, SeedStreams.AUGMENTATION, SeedStreams.PROBE, "permutation");

    private SeedsReader() {}

    static List<Long> seeds(Tree tree) {
        List<Long> seeds = new ArrayList<>();
        if (tree instanceof Tree.Mapping range) {
            RecordReader.expectKeys(range, List.of("first", "count"), "'seeds'");
            long first = range.get("first") == null ? 0 : range.whole("first");
            if (first > Long.MAX_VALUE - MOST_SEEDS) {
                throw new PlacedError(range.require("first").place(), "'first' is too large to count on from");
            }
            long count = range.whole("count");
            if (count < 1 || count > MOST_SEEDS) {
                throw new PlacedError(
                        range.require("count").place(),
                        "'count' is " + count + "; allowed is a whole number from 1 to " + MOST_SEEDS);
            }
            for (long i = 0; i < count; i++) {
                seeds.add(first + i);
            }
            return seeds;
        }
        if (!(tree instanceof Tree.Sequence sequence)) {
            throw new PlacedError(
                    tree.place(),
                    "'seeds' is " + tree.kind() + "; allowed is a list such as [0, 1, 2] or {first: 0, count: 3}");
        }
        Set<Long> seen = new HashSet<>();
        for (Tree item : ExperimentReader.oneOrMore(sequence, "seeds")) {
            long seed = item.asWhole("a seed");
            if (!seen.add(seed)) {
                throw new PlacedError(
                        item.place(), "the seed " + seed + " stands here twice; a repeated run is not a second sample");
            }
            seeds.add(seed);
        }
        return seeds;
    }

    static Map<String, Long> streams(Tree tree) {
        Tree.Mapping mapping = tree.asMapping("'streams'");
        Map<String, Long> streams = new LinkedHashMap<>();
        mapping.members().forEach((name, seed) -> {
            if (!STREAMS.contains(name)) {
                NearestName.of(name, STREAMS).ifPresent(nearest -> {
                    throw new PlacedError(
                            mapping.key(name),
                            "unknown stream '" + name + "'. Known: " + String.join(", ", STREAMS) + ". Did you mean '"
                                    + nearest + "'?");
                });
            }
            streams.put(name, seed.asWhole("the seed of '" + name + "'"));
        });
        return streams;
    }
}
