package org.disentangle.datasets.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocationTest {

    private static final Path HOME = Path.of("/home/someone");
    private static final Path CACHE = Path.of("/cache");

    @Test
    void the_option_comes_before_the_variable_and_the_variable_before_the_cache() {
        Map<String, String> environment = Map.of("SUITE_DATA", "/from/variable");

        assertThat(DataLocation.find(Path.of("here"), environment, CACHE))
                .isEqualTo(new DataLocation(Path.of("here"), "--data"));
        assertThat(DataLocation.find(null, environment, CACHE))
                .isEqualTo(new DataLocation(Path.of("/from/variable"), "$SUITE_DATA"));
        assertThat(DataLocation.find(null, Map.of("SUITE_DATA", " "), CACHE).folder())
                .isEqualTo(Path.of("/cache/data"));
    }

    @Test
    void the_cache_folder_follows_the_customs_of_the_platform() {
        assertThat(PlatformCache.folder(Map.of(), "Linux", HOME))
                .isEqualTo(HOME.resolve(".cache/disentanglement-suite"));
        assertThat(PlatformCache.folder(Map.of("XDG_CACHE_HOME", "/xdg"), "Linux", HOME))
                .isEqualTo(Path.of("/xdg/disentanglement-suite"));
        assertThat(PlatformCache.folder(Map.of("XDG_CACHE_HOME", "relative"), "Linux", HOME))
                .isEqualTo(HOME.resolve(".cache/disentanglement-suite"));
        assertThat(PlatformCache.folder(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Caches/disentanglement-suite"));
        assertThat(PlatformCache.folder(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
                .isEqualTo(Path.of("/local/disentanglement-suite"));
        assertThat(PlatformCache.folder(Map.of(), "Windows 11", HOME))
                .isEqualTo(HOME.resolve("AppData/Local/disentanglement-suite"));
    }
}
