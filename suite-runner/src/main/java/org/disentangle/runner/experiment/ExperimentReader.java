package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.NearestName;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.runner.json.Place;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** Reads an experiment file; whatever can be known to be wrong before work starts is refused here, with its place. */
public final class ExperimentReader {
    /** How encoders are trained when nothing is said. */
    public static final TrainingOptions TRAINING = new TrainingOptions(
            2000, 128, Optimizer.Adam.DEFAULT, Schedule.Cosine.DEFAULT, AugmentationOptions.DEFAULT);
    /** What is scored when nothing is said. */
    public static final List<String> METRICS = List.of("linear-probe", "gap", "diagonal");

    static final List<String> KEYS = List.of(
            "name",
            "title",
            "description",
            "data",
            "methods",
            "seeds",
            "streams",
            "encoder",
            "training",
            "scoring",
            "engine",
            "precision",
            "device",
            "published");

    private static final String TRAINING_KEY = "training";
    private static final int MOST_SEEDS = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");
    private static final List<String> STREAMS = List.of(
            SeedStreams.INITIALIZATION, SeedStreams.ORDER, SeedStreams.AUGMENTATION, SeedStreams.PROBE, "permutation");

    private final Catalog catalog;
    private final ComponentReader components;

    public ExperimentReader(Catalog catalog) {
        this.catalog = catalog;
        this.components = new ComponentReader(catalog);
    }

    /** @throws PlacedError with the place of the first thing that is wrong */
    public Experiment read(Tree tree) {
        Tree.Mapping root = tree.asMapping("an experiment");
        RecordReader.expectKeys(root, KEYS, "an experiment");
        TrainingOptions training = optional(root, TRAINING_KEY, TRAINING, this::training);
        List<Line> lines = lines(root, training);
        List<DataEntry> data = data(root.require("data"));
        Experiment experiment = new Experiment(
                name(root),
                optional(root, "title", root.text("name"), title -> title.asText("'title'")),
                optional(root, "description", "", text -> text.asText("'description'")
                        .strip()),
                data,
                entries(lines, training),
                seeds(root.require("seeds")),
                optional(root, "streams", Map.of(), ExperimentReader::streams),
                encoder(root),
                scoring(root),
                optional(root, "engine", Experiment.AUTO, this::engine),
                optional(root, "precision", Precision.AUTO, components::precision),
                optional(root, "device", Experiment.AUTO, ExperimentReader::device),
                List.of());
        new ExperimentChecks(root, experiment)
                .check(lines.stream().map(Line::place).toList());
        Tree published = root.get("published");
        return published == null
                ? experiment
                : new Experiment(
                        experiment.name(),
                        experiment.title(),
                        experiment.description(),
                        experiment.data(),
                        experiment.methods(),
                        experiment.seeds(),
                        experiment.streams(),
                        experiment.encoder(),
                        experiment.scoring(),
                        experiment.engine(),
                        experiment.precision(),
                        experiment.device(),
                        new PublishedReader(catalog, experiment).read(published));
    }

    /** Reads one data set, as {@code data} holds it. */
    public ConfiguredDataSet<?> dataSet(Tree tree) {
        return components.dataSet(tree);
    }

    private static <T> T optional(Tree.Mapping mapping, String key, T otherwise, Function<Tree, T> read) {
        Tree member = mapping.get(key);
        return member == null ? otherwise : read.apply(member);
    }

    private static String name(Tree.Mapping root) {
        String name = root.text("name");
        if (!NAME.matcher(name).matches()) {
            throw new PlacedError(
                    root.require("name").place(),
                    "'name' is \"" + name + "\"; allowed are lower-case letters, digits, '.', '_' and '-', at most 80,"
                            + " since it names the output folder. A longer one fits into 'title'.");
        }
        return name;
    }

    private static List<Tree> oneOrMore(Tree tree, String what) {
        List<Tree> items = tree instanceof Tree.Sequence sequence ? sequence.items() : List.of(tree);
        if (items.isEmpty()) {
            throw new PlacedError(tree.place(), "'" + what + "' is an empty list; allowed is at least one");
        }
        return items;
    }

    private List<DataEntry> data(Tree tree) {
        List<ConfiguredDataSet<?>> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Tree item : oneOrMore(tree, "data")) {
            for (Tree.Mapping point : ComponentReader.expand(catalog.dataSets(), "data set", item)) {
                ConfiguredDataSet<?> set = components.dataSet(point);
                sets.add(set);
                names.add(label(placed(item.place(), set::describe)));
            }
        }
        List<Map<String, @Nullable Object>> told = Settings.distinctions(
                Map.of(), sets.stream().map(set -> options(set.options())).toList());
        List<DataEntry> entries = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            String name = names.get(i);
            boolean unique = names.stream().filter(name::equals).count() == 1;
            entries.add(new DataEntry(sets.get(i), unique ? name : name + " " + told.get(i)));
        }
        return entries;
    }

    /** Such as {@code mnist-stl10 DC-BC}: the factors that pairs share are what tells variants apart. */
    private static String label(DataSetDescription data) {
        return data.sharedFactors().isEmpty()
                ? data.name()
                : data.name() + " " + String.join("-", data.sharedFactors());
    }

    /** A method with one point of its grid. */
    private record Line(Place place, ConfiguredMethod<?> method, TrainingOptions training) {}

    private List<Line> lines(Tree.Mapping root, TrainingOptions base) {
        List<Line> lines = new ArrayList<>();
        for (Tree item : oneOrMore(root.require("methods"), "methods")) {
            Tree training = item instanceof Tree.Mapping mapping ? mapping.get(TRAINING_KEY) : null;
            Tree plain = item instanceof Tree.Mapping mapping ? mapping.without(List.of(TRAINING_KEY)) : item;
            List<TrainingOptions> trainings = training == null
                    ? List.of(base)
                    : Grid.expand(training.asMapping("'training'"), TrainingOptions.class).stream()
                            .map(point -> ComponentReader.RECORDS.over(base, point))
                            .toList();
            for (Tree.Mapping point : ComponentReader.expand(catalog.methods(), "method", plain)) {
                ConfiguredMethod<?> method = components.method(point);
                trainings.forEach(options -> lines.add(new Line(item.place(), method, options)));
            }
        }
        return lines;
    }

    /** Gives each line the settings that tell it from its method's other lines. */
    private static List<MethodEntry> entries(List<Line> lines, TrainingOptions base) {
        Map<String, List<Line>> byMethod = new LinkedHashMap<>();
        lines.forEach(line -> byMethod.computeIfAbsent(line.method().name(), name -> new ArrayList<>())
                .add(line));
        Map<Line, MethodEntry> entries = new java.util.IdentityHashMap<>();
        byMethod.values().forEach(same -> {
            Map<String, @Nullable Object> usual =
                    paths(same.get(0).method().method().defaults(), base);
            List<Map<String, @Nullable Object>> told = Settings.distinctions(
                    usual,
                    same.stream()
                            .map(line -> paths(line.method().options(), line.training()))
                            .toList());
            for (int i = 0; i < same.size(); i++) {
                Line line = same.get(i);
                entries.put(line, new MethodEntry(line.method(), line.training(), told.get(i)));
            }
        });
        return lines.stream().map(entries::get).toList();
    }

    private static Map<String, @Nullable Object> paths(Record options, TrainingOptions training) {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>(options(options));
        options(training).forEach((path, value) -> paths.put(TRAINING_KEY + "." + path, value));
        return paths;
    }

    private static Map<String, @Nullable Object> options(Record options) {
        return Settings.flatten(ComponentReader.WRITER.write(options));
    }

    private TrainingOptions training(Tree tree) {
        return ComponentReader.RECORDS.over(TRAINING, tree);
    }

    private static List<Long> seeds(Tree tree) {
        List<Long> seeds = new ArrayList<>();
        if (tree instanceof Tree.Mapping range) {
            RecordReader.expectKeys(range, List.of("first", "count"), "'seeds'");
            long first = range.get("first") == null ? 0 : range.whole("first");
            long count = range.whole("count");
            if (count < 1 || count > MOST_SEEDS) {
                throw new PlacedError(
                        range.require("count").place(),
                        "'count' is " + count + "; allowed is a whole number from 1 to " + MOST_SEEDS);
            }
            for (long i = 0; i < count; i++) {
                seeds.add(Math.addExact(first, i));
            }
            return seeds;
        }
        if (!(tree instanceof Tree.Sequence sequence)) {
            throw new PlacedError(
                    tree.place(),
                    "'seeds' is " + tree.kind() + "; allowed is a list such as [0, 1, 2] or {first: 0, count: 3}");
        }
        Set<Long> seen = new HashSet<>();
        for (Tree item : oneOrMore(sequence, "seeds")) {
            long seed = item.asWhole("a seed");
            if (!seen.add(seed)) {
                throw new PlacedError(
                        item.place(), "the seed " + seed + " stands here twice; a repeated run is not a second sample");
            }
            seeds.add(seed);
        }
        return seeds;
    }

    private static Map<String, Long> streams(Tree tree) {
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

    private ConfiguredEncoder<?> encoder(Tree.Mapping root) {
        Tree given = root.get("encoder");
        return components.encoder(given == null ? new Tree.Scalar(root.place(), "conv") : given);
    }

    private ScoringOptions scoring(Tree.Mapping root) {
        Tree given = root.get("scoring");
        Tree.Mapping mapping =
                given == null ? new Tree.Mapping(root.place(), Map.of(), Map.of()) : given.asMapping("'scoring'");
        RecordReader.expectKeys(mapping, RecordReader.keys(ScoringOptions.class), "'scoring'");
        List<ConfiguredMetric<?>> metrics = metrics(mapping);
        return placed(
                mapping.place(),
                () -> new ScoringOptions(groups(mapping, "train_groups"), groups(mapping, "test_groups"), metrics));
    }

    private static int groups(Tree.Mapping scoring, String key) {
        if (scoring.get(key) == null) {
            return 0;
        }
        long groups = scoring.whole(key);
        if (groups < 0 || groups > Integer.MAX_VALUE) {
            throw new PlacedError(
                    scoring.require(key).place(),
                    "'" + key + "' is " + groups + "; allowed is a whole number from 0 (all) to the number of groups");
        }
        return (int) groups;
    }

    private List<ConfiguredMetric<?>> metrics(Tree.Mapping scoring) {
        Tree given = scoring.get("metrics");
        if (given == null) {
            return METRICS.stream()
                    .<ConfiguredMetric<?>>map(name -> components.metric(new Tree.Scalar(scoring.place(), name)))
                    .toList();
        }
        List<ConfiguredMetric<?>> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Tree item : oneOrMore(given, "metrics")) {
            ConfiguredMetric<?> metric = components.metric(item);
            for (String needed : metric.metric().needs()) {
                if (!names.contains(needed)) {
                    throw new PlacedError(
                            item.place(),
                            "'" + metric.name() + "' is derived from '" + needed
                                    + "', which must come before it in the list");
                }
            }
            if (!names.add(metric.name())) {
                throw new PlacedError(item.place(), "the metric '" + metric.name() + "' stands here twice");
            }
            metrics.add(metric);
        }
        return metrics;
    }

    private String engine(Tree tree) {
        String name = tree.asText("'engine'");
        return name.equals(Experiment.AUTO)
                ? name
                : placed(tree.place(), () -> catalog.engines().get(name)).name();
    }

    private static String device(Tree tree) {
        String device = tree.asText("'device'");
        placed(tree.place(), () -> new SessionOptions(device, Precision.AUTO, 1));
        return device;
    }

    /** Runs something that knows what is wrong but not where. */
    static <T> T placed(Place place, java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (PlacedError e) {
            throw e;
        } catch (UserError e) {
            throw new PlacedError(place, String.valueOf(e.getMessage()), e);
        }
    }
}
