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
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.plugin.PluginLoader;
import org.disentangle.runner.plugin.Plugins;

/**
 * Everything that users can name.
 *
 * @param plugins the jars that some of it comes from
 */
public record Catalog(
        Registry<Method<?>> methods,
        Registry<DataSetFamily<?>> dataSets,
        Registry<Encoder<?>> encoders,
        Registry<Metric<?>> metrics,
        Registry<Engine> engines,
        Plugins plugins) {

    /** All that the class path offers. */
    public static Catalog load(ClassLoader loader) {
        return load(loader, List.of());
    }

    /** All that the class path offers, and the plug-ins beside it. */
    public static Catalog load(ClassLoader loader, List<PluginFile> files) {
        PluginLoader plugins = new PluginLoader(files, loader);
        return new Catalog(
                load("method", service(Method.class), loader, plugins),
                load("data set", service(DataSetFamily.class), loader, plugins),
                Registry.of("encoder", Encoders.ALL),
                load("metric", service(Metric.class), loader, plugins),
                load("engine", Engine.class, loader, plugins),
                plugins.loaded());
    }

    private static <T extends Named> Registry<T> load(
            String kind, Class<T> service, ClassLoader loader, PluginLoader plugins) {
        return plugins.extend(Registry.load(kind, service, loader), kind, service);
    }

    /** {@link java.util.ServiceLoader} knows raw classes alone; what it makes is of the wildcard type. */
    @SuppressWarnings("unchecked")
    private static <T extends Named> Class<T> service(Class<? super T> raw) {
        return (Class<T>) raw;
    }

    /** What could not be loaded, for people. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.addAll(methods.problems());
        problems.addAll(dataSets.problems());
        problems.addAll(metrics.problems());
        problems.addAll(engines.problems());
        plugins.problems().forEach(problem -> problems.add(problem.message()));
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
