package org.disentangle.core.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.ContinuousFactor;

/**
 * What regressions predict, for the same rows as the codes.
 *
 * @param train per factor name, {@code [rows, dimension]} row by row; not written to
 */
public record ContinuousTargets(List<ContinuousFactor> factors, Map<String, float[]> train, Map<String, float[]> test) {
    public static final ContinuousTargets NONE = new ContinuousTargets(List.of(), Map.of(), Map.of());

    public ContinuousTargets {
        factors = List.copyOf(factors);
        train = Collections.unmodifiableMap(new LinkedHashMap<>(train));
        test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
    }
}
