package org.disentangle.core.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the system says of the processor; on Linux alone it says much. */
public final class Processor {
    private static final Path FACTS = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** Such as {@code Intel(R) Xeon(R) Platinum 8488C}; the kind of machine where there is no name. */
    public static String name() {
        return field("model name").orElse(System.getProperty("os.arch", "unknown"));
    }

    /** Extensions of the instruction set, such as {@code avx2}; none where they are not known. */
    public static List<String> flags() {
        return field("flags").map(flags -> List.of(flags.split("\\s+"))).orElse(List.of());
    }

    private static Optional<String> field(String key) {
        if (!Files.isReadable(FACTS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(FACTS, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
