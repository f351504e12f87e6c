package org.disentangle.engine.nd4j.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Processor;

/** What is known of the processor. */
final class CpuDevice {
    static final String NAME = "cpu";

    private CpuDevice() {}

    static DeviceReport report() {
        Map<String, String> facts = facts();
        Optional<String> failure = NativeLibrary.failure();
        if (failure.isPresent()) {
            return new DeviceReport(NAME, false, failure.get(), facts);
        }
        facts.put("nd4j", NativeLibrary.version());
        facts.put("memory", Pointer.totalPhysicalBytes() / (1L << 20) + " MiB");
        return new DeviceReport(NAME, true, "", facts);
    }

    static DeviceReport unusable(String reason) {
        return new DeviceReport(NAME, false, reason, facts());
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", Processor.name());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return facts;
    }
}
