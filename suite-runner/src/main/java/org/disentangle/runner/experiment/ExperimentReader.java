package org.disentangle.runner.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.runner.json.Place;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;

/** Reads an experiment file; whatever can be known to be wrong before work starts is refused here, with its place. */
public final class ExperimentReader {
    /** How encoders are trained when nothing is said. */
    public static final TrainingOptions TRAINING = new TrainingOptions(
            2000,
            128,
            Optimizer.Adam.DEFAULT,
            Schedule.Cosine.DEFAULT,
            AugmentationOptions.DEFAULT,
            Selection.Last.DEFAULT);
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
            "vary",
            "encoder",
            "training",
            "scoring",
            "engine",
            "precision",
            "device",
            "keep",
            "published");

    private static final String TRAINING_KEY = "training";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

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
        MethodsReader methods = new MethodsReader(catalog, components, training);
        List<MethodsReader.Line> lines = methods.lines(root.require("methods"));
        List<DataEntry> data = new DataReader(catalog, components).read(root.require("data"));
        List<Long> seeds = SeedsReader.seeds(root.require("seeds"));
        Map<String, Long> streams = optional(root, "streams", Map.of(), SeedsReader::streams);
        List<MethodEntry> entries = methods.entries(lines);
        Experiment experiment = new Experiment(
                name(root),
                optional(root, "title", root.text("name"), title -> title.asText("'title'")),
                optional(root, "description", "", text -> text.asText("'description'")
                        .strip()),
                data,
                entries,
                seeds,
                streams,
                optional(root, "vary", SeedStudy.NONE, vary -> SeedStudyReader.read(vary, seeds, streams, entries)),
                encoder(root),
                new ScoringReader(components).read(root),
                optional(root, "engine", Experiment.AUTO, this::engine),
                optional(root, "precision", Precision.AUTO, components::precision),
                optional(root, "device", Experiment.AUTO, ExperimentReader::device),
                optional(root, "keep", List.of(), this::keep),
                List.of());
        new ExperimentChecks(root, experiment)
                .check(lines.stream().map(MethodsReader.Line::place).toList());
        Tree published = root.get("published");
        return published == null
                ? experiment
                : experiment.withPublished(new PublishedReader(catalog, experiment).read(published));
    }

    /** Reads a method with its options, without grids. */
    public ConfiguredMethod<?> method(Tree tree) {
        return components.method(tree);
    }

    /** Reads one data set, as {@code data} holds it. */
    public ConfiguredDataSet<?> dataSet(Tree tree) {
        return components.dataSet(tree);
    }

    /** A metric with its options, as a scoring section names it. */
    public ConfiguredMetric<?> metric(Tree tree) {
        return components.metric(tree);
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
                    "'name' is \"" + name + "\"; allowed are lower-case letters, digits, '.', '_' and '-', at most 80."
                            + " A longer one fits into 'title'.");
        }
        return name;
    }

    static List<Tree> oneOrMore(Tree tree, String what) {
        List<Tree> items = tree instanceof Tree.Sequence sequence ? sequence.items() : List.of(tree);
        if (items.isEmpty()) {
            throw new PlacedError(tree.place(), "'" + what + "' is an empty list; allowed is at least one");
        }
        return items;
    }

    private TrainingOptions training(Tree tree) {
        return TrainingReader.over(TRAINING, tree);
    }

    private ConfiguredEncoder<?> encoder(Tree.Mapping root) {
        Tree given = root.get("encoder");
        return components.encoder(given == null ? new Tree.Scalar(root.place(), "conv") : given);
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

    private List<Kept> keep(Tree tree) {
        return oneOrMore(tree, "keep").stream().map(components::kept).distinct().toList();
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
