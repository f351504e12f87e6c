package org.disentangle.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for work whose files nobody wants to keep; it is deleted when it is closed.
 *
 * @param path an empty folder at first
 */
public record ScratchFolder(Path path) implements AutoCloseable {

    /** @throws StoreError if there is no place for temporary files */
    public static ScratchFolder make() {
        try {
            return new ScratchFolder(Files.createTempDirectory("suite-scratch"));
        } catch (IOException e) {
            throw StoreError.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> content = Files.walk(path)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        }
    }
}
