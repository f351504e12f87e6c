package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.registry.Component;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.training.Selection;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Trial specifications to plain values and back. A trial's id is the SHA-256 of the canonical JSON of these values: every option
 * of every component with its version, the seeds, the engine and the precision.
 */
public final class TrialSpecs {
    private static final int FORM = 1;
    private static final String TRAINING = "training";
    private static final String SELECTION = "selection";
    private static final String OPTIONS = "options";
    private static final String VERSION = "version";
    private static final List<String> COMPONENT_KEYS = List.of(RecordReader.NAME, VERSION, OPTIONS);
    private static final List<String> KEYS =
            List.of("form", "method", "data", "encoder", TRAINING, "scoring", "seed", "streams", "engine", "precision");

    private TrialSpecs() {}

    public static Map<String, @Nullable Object> plain(TrialSpec spec) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("form", FORM);
        values.put("method", component(spec.method().method(), spec.method().options()));
        values.put("data", component(spec.data().family(), spec.data().options()));
        values.put("encoder", component(spec.encoder().encoder(), spec.encoder().options()));
        values.put(TRAINING, training(spec.training()));
        values.put("scoring", scoring(spec.scoring()));
        values.put("seed", spec.seed());
        values.put("streams", new LinkedHashMap<>(spec.streams()));
        values.put("engine", spec.engine());
        values.put("precision", Names.constant(spec.precision()));
        return values;
    }

    public static String id(TrialSpec spec) {
        return CanonicalJson.digest(plain(spec));
    }

    /**
     * Reads what {@link #plain} wrote.
     *
     * @throws PlacedError if a component is not here, or is here in another version
     */
    public static TrialSpec read(Tree tree, Catalog catalog) {
        Tree.Mapping spec = tree.asMapping("a trial's specification");
        RecordReader.expectKeys(spec, KEYS, "a trial's specification");
        if (spec.whole("form") != FORM) {
            throw new PlacedError(spec.place(), "this form of specification is not known here: " + spec.whole("form"));
        }
        ComponentReader components = new ComponentReader(catalog);
        ConfiguredMethod<?> method = components.method(chosen(spec.mapping("method")));
        ConfiguredDataSet<?> data = components.dataSet(chosen(spec.mapping("data")));
        ConfiguredEncoder<?> encoder = components.encoder(chosen(spec.mapping("encoder")));
        expectVersion(spec.mapping("method"), method.method());
        expectVersion(spec.mapping("data"), data.family());
        expectVersion(spec.mapping("encoder"), encoder.encoder());
        Map<String, Long> streams = new LinkedHashMap<>();
        spec.mapping("streams").members().forEach((name, seed) -> streams.put(name, seed.asWhole(name)));
        return new TrialSpec(
                method,
                data,
                encoder,
                training(spec.mapping(TRAINING)),
                scoring(spec.mapping("scoring"), components),
                spec.whole("seed"),
                streams,
                spec.text("engine"),
                components.precision(spec.require("precision")));
    }

    private static void expectVersion(Tree.Mapping written, Component<?> component) {
        long version = written.whole(VERSION);
        if (version != component.version()) {
            throw new PlacedError(
                    written.place(),
                    "'" + component.name() + "' is here in version " + component.version()
                            + ", the trial was planned with version " + version
                            + ". Its numbers would not compare; plan the experiment anew into another folder.");
        }
    }

    private static Map<String, @Nullable Object> component(Component<?> component, Record options) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(RecordReader.NAME, component.name());
        values.put(VERSION, component.version());
        values.put(OPTIONS, ComponentReader.WRITER.write(options));
        return values;
    }

    /** Without a selection where it is that of the last step: trials older than the choice keep their ids. */
    private static Map<String, @Nullable Object> training(TrainingOptions training) {
        Map<String, @Nullable Object> values = ComponentReader.WRITER.write(training);
        if (training.selection() instanceof Selection.Last) {
            values.remove(SELECTION);
        }
        return values;
    }

    private static TrainingOptions training(Tree.Mapping written) {
        Tree.Mapping whole = written.get(SELECTION) == null
                ? written.with(SELECTION, new Tree.Scalar(written.place(), "last"))
                : written;
        return ComponentReader.RECORDS.whole(TrainingOptions.class, whole);
    }

    private static Map<String, @Nullable Object> scoring(ScoringOptions scoring) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("train_groups", scoring.trainGroups());
        values.put("test_groups", scoring.testGroups());
        values.put(
                "metrics",
                scoring.metrics().stream()
                        .map(metric -> component(metric.metric(), metric.options()))
                        .toList());
        return values;
    }

    private static ScoringOptions scoring(Tree.Mapping scoring, ComponentReader components) {
        List<ConfiguredMetric<?>> metrics = new ArrayList<>();
        for (Tree item : scoring.list("metrics")) {
            ConfiguredMetric<?> metric = components.metric(chosen(item.asMapping("a metric")));
            expectVersion(item.asMapping("a metric"), metric.metric());
            metrics.add(metric);
        }
        return new ScoringOptions(
                Math.toIntExact(scoring.whole("train_groups")), Math.toIntExact(scoring.whole("test_groups")), metrics);
    }

    /** {@code {name, version, options}} in the form that users write: {@code {name, ...options}}. */
    private static Tree chosen(Tree.Mapping written) {
        RecordReader.expectKeys(written, COMPONENT_KEYS, "a component");
        return written.mapping(OPTIONS).with(RecordReader.NAME, written.require(RecordReader.NAME));
    }
}
