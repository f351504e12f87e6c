package org.disentangle.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a session runs on.
 *
 * @param precision resolved, never AUTO
 * @param asynchronous whether reading a value waits for a device queue (a GPU), so that it is worth reading seldom
 * @param facts library and driver versions, device name, threads
 */
public record SessionDescription(
        String engine, String device, Precision precision, boolean asynchronous, Map<String, String> facts) {
    public SessionDescription {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
