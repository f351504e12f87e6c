package org.disentangle.core.metric;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number.
 *
 * @param metric its name; a metric with several numbers names each, such as {@code linear-probe}
 * @param block such as {@code z0}; a number about several blocks names the whole, such as {@code z}
 * @param factor such as {@code DC}; empty for a number about all factors
 * @param value never NaN: a metric that is undefined leaves the score out and says why in its details
 * @param n test rows behind it
 * @param details numbers that explain it, such as iterations and chance level
 */
public record Score(String metric, String block, String factor, double value, int n, Map<String, Double> details) {
    public Score {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The score " + metric + " " + block + "/" + factor + " is " + value);
        }
    }
}
