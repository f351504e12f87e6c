package org.disentangle.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an engine found out about one device.
 *
 * @param device {@code cpu} or {@code cuda:N}
 * @param usable whether a session can be opened on it
 * @param reason why not, and the way out; empty if usable
 * @param facts name, driver, library versions, capability, memory: for people and for records, in order
 */
public record DeviceReport(String device, boolean usable, String reason, Map<String, String> facts) {
    public DeviceReport {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
