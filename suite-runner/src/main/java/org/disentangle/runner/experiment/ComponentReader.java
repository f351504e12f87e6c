package org.disentangle.runner.experiment;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.network.ConfiguredEncoder;
import org.disentangle.core.network.Encoder;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.json.Choices;
import org.disentangle.runner.json.Place;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.json.Tree;

/** Things that are chosen by name: {@code simclr}, or {@code {name: simclr, temperature: 0.2}}. */
final class ComponentReader {
    static final RecordReader RECORDS = new RecordReader(Choices.ALL);
    static final RecordWriter WRITER = new RecordWriter(Choices.ALL);

    private final Catalog catalog;

    ComponentReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The name that a tree chooses, and the rest of its keys. */
    record Chosen<C>(C component, Tree.Mapping options) {}

    static <C extends Named> Chosen<C> choose(Registry<C> registry, String kind, Tree tree) {
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof String name) {
            Tree.Mapping nothing = new Tree.Mapping(tree.place(), java.util.Map.of(), java.util.Map.of());
            return new Chosen<>(get(registry, name, scalar.place()), nothing);
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            throw new PlacedError(
                    tree.place(), "a " + kind + " is a name, or a mapping with 'name' and options, not " + tree.kind());
        }
        if (!(mapping.get(RecordReader.NAME) instanceof Tree.Scalar scalar && scalar.value() instanceof String name)) {
            throw new PlacedError(mapping.place(), "this " + kind + " has no 'name'. Known: " + names(registry));
        }
        return new Chosen<>(get(registry, name, scalar.place()), mapping.without(List.of(RecordReader.NAME)));
    }

    ConfiguredMethod<?> method(Tree tree) {
        Chosen<Method<?>> chosen = choose(catalog.methods(), "method", tree);
        return configured(chosen.component(), chosen.options());
    }

    ConfiguredDataSet<?> dataSet(Tree tree) {
        Chosen<DataSetFamily<?>> chosen = choose(catalog.dataSets(), "data set", tree);
        return configured(chosen.component(), chosen.options());
    }

    Kept kept(Tree tree) {
        return RECORDS.constant("keep", Kept.class, tree);
    }

    Precision precision(Tree tree) {
        return RECORDS.constant("precision", Precision.class, tree);
    }

    /** One tree per point of the grid that the options span, each with its name. */
    static List<Tree.Mapping> expand(Registry<? extends Component<?>> registry, String kind, Tree tree) {
        Chosen<? extends Component<?>> chosen = choose(registry, kind, tree);
        Component<?> component = chosen.component();
        Class<?> type = component.defaults().getClass();
        RecordReader.expectKeys(chosen.options(), RecordReader.keys(type), "'" + component.name() + "'");
        Tree name = new Tree.Scalar(tree.place(), component.name());
        return Grid.expand(chosen.options(), type).stream()
                .map(options -> options.with(RecordReader.NAME, name))
                .toList();
    }

    ConfiguredEncoder<?> encoder(Tree tree) {
        Chosen<Encoder<?>> chosen = choose(catalog.encoders(), "encoder", tree);
        return configured(chosen.component(), chosen.options());
    }

    ConfiguredMetric<?> metric(Tree tree) {
        Chosen<Metric<?>> chosen = choose(catalog.metrics(), "metric", tree);
        return configured(chosen.component(), chosen.options());
    }

    private static <O extends Record> ConfiguredMethod<O> configured(Method<O> method, Tree.Mapping options) {
        return new ConfiguredMethod<>(method, options(method, options));
    }

    private static <O extends Record> ConfiguredDataSet<O> configured(DataSetFamily<O> data, Tree.Mapping options) {
        return new ConfiguredDataSet<>(data, options(data, options));
    }

    private static <O extends Record> ConfiguredEncoder<O> configured(Encoder<O> encoder, Tree.Mapping options) {
        return new ConfiguredEncoder<>(encoder, options(encoder, options));
    }

    private static <O extends Record> ConfiguredMetric<O> configured(Metric<O> metric, Tree.Mapping options) {
        return new ConfiguredMetric<>(metric, options(metric, options));
    }

    private static <O extends Record> O options(Component<O> component, Tree.Mapping options) {
        RecordReader.expectKeys(
                options, RecordReader.keys(component.defaults().getClass()), "'" + component.name() + "'");
        return RECORDS.over(component.defaults(), options);
    }

    private static <C extends Named> C get(Registry<C> registry, String name, Place place) {
        try {
            return registry.get(name);
        } catch (UserError e) {
            throw new PlacedError(place, e.getMessage(), e);
        }
    }

    private static String names(Registry<? extends Named> registry) {
        return String.join(", ", registry.all().stream().map(Named::name).toList());
    }
}
