package org.disentangle.runner.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;

/** The classes of one jar, above those of the suite. Lists of providers are the jar's own alone, so that each is made once. */
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(Path jar, ClassLoader suite) {
        super("plug-in " + jar.getFileName(), new URL[] {url(jar)}, suite);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(PluginJar.SERVICE_FOLDER) ? findResources(name) : super.getResources(name);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("No address for " + jar, e);
        }
    }
}
