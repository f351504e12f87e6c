package org.disentangle.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Processor;

/** What is known of the processor. */
final class CpuDevice {
    private CpuDevice() {}

    static DeviceReport report() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", Processor.name());
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
        List<String> known = Processor.flags();
        if (known.isEmpty()) {
            return "unknown";
        }
        if (known.contains("amx_bf16")) {
            return "AMX";
        }
        return known.contains("avx512_bf16") ? "AVX-512" : "emulated, slower than fp32";
    }
}
