package org.disentangle.core.metric;

/**
 * A score that there is not, since the metric has no value there.
 *
 * @param metric the name that the score would have
 * @param factor empty for a number about all factors
 * @param reason a clause for people, such as {@code a single factor: the entropy over factors has base 1}
 */
public record Undefined(String metric, String block, String factor, String reason) {}
