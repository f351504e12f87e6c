package org.disentangle.datasets.npz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.disentangle.datasets.TinyFiles;

/** Files that NumPy saved; scripts/golden/npz.py. */
final class GoldenFiles {
    private GoldenFiles() {}

    static Path copy(String name, Path folder) {
        return TinyFiles.write(folder.resolve(name), bytes(name));
    }

    static byte[] bytes(String name) {
        try (InputStream stream = GoldenFiles.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
