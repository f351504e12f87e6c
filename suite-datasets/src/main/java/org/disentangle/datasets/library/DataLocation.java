package org.disentangle.datasets.library;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of users' data sets: {@code --data}, else {@code $SUITE_DATA}, else {@code data} in the platform's cache folder.
 *
 * @param origin who said so, for messages
 */
public record DataLocation(Path folder, String origin) {

    public static final String VARIABLE = "SUITE_DATA";

    /** @param option the value of {@code --data}, null if it was not given */
    public static DataLocation find(@Nullable Path option, Map<String, String> environment, Path cache) {
        if (option != null) {
            return new DataLocation(option, "--data");
        }
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return new DataLocation(Path.of(variable), "$" + VARIABLE);
        }
        return new DataLocation(cache.resolve("data"), "the platform's cache folder");
    }

    public static DataLocation find(@Nullable Path option) {
        return find(option, System.getenv(), PlatformCache.folder());
    }
}
