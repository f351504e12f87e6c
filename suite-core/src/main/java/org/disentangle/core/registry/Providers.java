package org.disentangle.core.registry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** What a service loader finds, one provider at a time: one that cannot be loaded does not hide the others. */
public final class Providers {
    private Providers() {}

    /**
     * Makes every provider of a service that the class loader sees.
     *
     * @param trouble takes a {@link ServiceConfigurationError} or {@link LinkageError} per provider that cannot be made
     */
    public static <T> List<T> load(Class<T> service, ClassLoader loader, Consumer<Error> trouble) {
        List<T> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<T>> providers =
                ServiceLoader.load(service, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next().get());
            } catch (ServiceConfigurationError | LinkageError e) {
                trouble.accept(e);
            }
        }
    }
}
