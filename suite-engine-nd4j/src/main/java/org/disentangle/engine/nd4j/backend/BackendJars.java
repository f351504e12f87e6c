package org.disentangle.engine.nd4j.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ND4J's backends on the class path, found by their entries for {@link java.util.ServiceLoader}, so that none of them is loaded: ND4J itself
 * would take the one with the highest priority and say nothing of the other.
 *
 * @param jars by the backend's class, the jar that it comes from
 */
record BackendJars(Map<String, String> jars) {
    static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";
    static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";
    private static final String ENTRIES = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    BackendJars {
        jars = Collections.unmodifiableMap(new TreeMap<>(jars));
    }

    static BackendJars on(ClassLoader loader) {
        Map<String, String> jars = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(ENTRIES))) {
                try (var in = url.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> jars.put(line, jar(url)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BackendJars(jars);
    }

    /** The file's name without the folders, which differ from machine to machine. */
    private static String jar(URL url) {
        String place = url.toString().replaceFirst("!?/" + ENTRIES + "$", "");
        return place.substring(place.lastIndexOf('/') + 1);
    }

    boolean isCuda() {
        return jars.containsKey(CUDA);
    }

    /** Why there is not exactly one. */
    Optional<String> problem() {
        if (jars.isEmpty()) {
            return Optional.of(
                    "None of ND4J's backends is on the class path: neither nd4j-native nor nd4j-cuda. Use --engine libtorch.");
        }
        return jars.size() == 1
                ? Optional.empty()
                : Optional.of(
                        "Two of ND4J's backends are on the class path, and a process can have one: "
                                + String.join(" and ", jars.values())
                                + ". Take one of them off (the suite's launcher has one: SUITE_NATIVES=cpu or nd4j-cuda), or use --engine libtorch.");
    }
}
