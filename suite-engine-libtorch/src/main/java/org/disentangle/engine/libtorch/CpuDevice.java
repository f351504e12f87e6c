package org.disentangle.engine.libtorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.engine.DeviceReport;

/** What is known of the processor. */
final class CpuDevice {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private CpuDevice() {}

    static DeviceReport report() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", field("model name").orElse(System.getProperty("os.arch", "unknown")));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        Optional<String> failure = NativeLibrary.failure();
        if (failure.isPresent()) {
            return new DeviceReport("cpu", false, failure.get(), facts);
        }
        facts.put("libtorch", NativeLibrary.version());
        facts.put("instructions", torch.get_cpu_capability().getString());
        facts.put("bfloat16", bfloat16());
        facts.put("memory", Pointer.totalPhysicalBytes() / (1L << 20) + " MiB");
        return new DeviceReport("cpu", true, "", facts);
    }

    private static String bfloat16() {
        Optional<String> flags = field("flags");
        if (flags.isEmpty()) {
            return "unknown";
        }
        List<String> known = List.of(flags.get().split("\\s+"));
        if (known.contains("amx_bf16")) {
            return "AMX";
        }
        return known.contains("avx512_bf16") ? "AVX-512" : "emulated, slower than fp32";
    }

    private static Optional<String> field(String key) {
        if (!Files.isReadable(PROCESSOR)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(PROCESSOR, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
