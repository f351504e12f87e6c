package org.disentangle.runner.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.network.Encoder;
import org.disentangle.core.network.Encoders;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Registry;

/** Everything that users can name. */
public record Catalog(
        Registry<Method<?>> methods,
        Registry<DataSetFamily<?>> dataSets,
        Registry<Encoder<?>> encoders,
        Registry<Metric<?>> metrics,
        Registry<Engine> engines) {

    /** All that the class path offers. */
    public static Catalog load(ClassLoader loader) {
        return new Catalog(
                Registry.load("method", service(Method.class), loader),
                Registry.load("data set", service(DataSetFamily.class), loader),
                Registry.of("encoder", Encoders.ALL),
                Registry.load("metric", service(Metric.class), loader),
                Registry.load("engine", Engine.class, loader));
    }

    /** {@link java.util.ServiceLoader} knows raw classes alone; what it makes is of the wildcard type. */
    @SuppressWarnings("unchecked")
    private static <T extends Named> Class<T> service(Class<? super T> raw) {
        return (Class<T>) raw;
    }

    /** Plug-ins that could not be loaded, for people. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.addAll(methods.problems());
        problems.addAll(dataSets.problems());
        problems.addAll(metrics.problems());
        problems.addAll(engines.problems());
        return problems;
    }

    /** Every source that a component names. */
    public List<Citation> citations() {
        List<Component<?>> components = new ArrayList<>();
        components.addAll(methods.all());
        components.addAll(dataSets.all());
        components.addAll(metrics.all());
        components.addAll(encoders.all());
        return components.stream()
                .flatMap(component -> component.citations().stream())
                .distinct()
                .toList();
    }

    public Optional<Citation> citation(String key) {
        return citations().stream()
                .filter(citation -> citation.key().equals(key))
                .findFirst();
    }
}
