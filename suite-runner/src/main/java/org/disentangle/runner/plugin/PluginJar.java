package org.disentangle.runner.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.method.Method;
import org.disentangle.core.metric.Metric;
import org.disentangle.core.spec.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says of itself.
 *
 * @param version {@code Implementation-Version} of its manifest, empty if it has none
 * @param coreVersion {@code Suite-Core-Version} of its manifest: what it was built against; empty if it does not say
 * @param sha256 of its bytes, when they were read
 * @param services those of the suite's services for which it has a list of providers
 */
public record PluginJar(Path file, String version, String coreVersion, String sha256, List<String> services) {
    /** The attribute of a manifest that says which core a plug-in was built against. */
    public static final String CORE_VERSION = "Suite-Core-Version";

    static final String SERVICE_FOLDER = "META-INF/services/";
    private static final List<Class<?>> SERVICES =
            List.of(Method.class, DataSetFamily.class, Metric.class, Engine.class);

    public PluginJar {
        services = List.copyOf(services);
    }

    public String name() {
        return file.getFileName().toString();
    }

    /** @throws UserError if there is no such file, or it is no jar */
    static PluginJar read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(Files.isDirectory(file) ? "is a folder, not a jar" : "there is no such file: " + file);
        }
        try {
            String sha256 = CanonicalJson.sha256(Files.readAllBytes(file));
            try (JarFile jar = new JarFile(file.toFile())) {
                List<String> services = new ArrayList<>();
                for (Class<?> service : SERVICES) {
                    if (jar.getEntry(SERVICE_FOLDER + service.getName()) != null) {
                        services.add(service.getName());
                    }
                }
                Manifest manifest = jar.getManifest();
                Attributes said = manifest == null ? new Attributes() : manifest.getMainAttributes();
                return new PluginJar(
                        file,
                        orEmpty(said.getValue(Attributes.Name.IMPLEMENTATION_VERSION)),
                        orEmpty(said.getValue(CORE_VERSION)),
                        sha256,
                        services);
            }
        } catch (ZipException e) {
            throw new UserError("is not a jar, or a damaged one: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError("cannot be read: " + e, e);
        }
    }

    /** The services that a jar can have providers of, for messages. */
    static String allServices() {
        return String.join(", ", SERVICES.stream().map(Class::getName).toList());
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
