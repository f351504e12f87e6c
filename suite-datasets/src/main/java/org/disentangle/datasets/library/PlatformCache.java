package org.disentangle.datasets.library;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where this suite keeps what can be fetched or computed again, by the customs of the platform. */
public final class PlatformCache {

    private static final String NAME = "disentanglement-suite";

    private PlatformCache() {}

    /** The folder of the present user; it need not exist. */
    public static Path folder() {
        return folder(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * @param environment variables such as {@code XDG_CACHE_HOME} (Linux and others) and {@code LOCALAPPDATA} (Windows)
     * @param system as {@code os.name} tells it
     */
    static Path folder(Map<String, String> environment, String system, Path home) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return given(
                            environment.get("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (lower.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return given(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME);
    }

    /** The XDG specification has relative paths ignored. */
    private static Path given(@Nullable String path, Path otherwise) {
        if (path == null || path.isEmpty() || !Path.of(path).isAbsolute()) {
            return otherwise;
        }
        return Path.of(path);
    }
}
