/**
 * Statistics over seeds that refuse rather than mislead: what the number of seeds does not carry is absent, with the reason.
 *
 * <p>One cell: {@link org.disentangle.metrics.statistics.SeedStatistics}. Several methods and tasks:
 * {@link org.disentangle.metrics.statistics.ScoreTable} holds the runs, {@link org.disentangle.metrics.statistics.Bootstrap} gives numbers over
 * them with intervals, {@link org.disentangle.metrics.statistics.PairedTest} and {@link org.disentangle.metrics.statistics.FriedmanTest} hold
 * methods against each other.
 */
@NullMarked
package org.disentangle.metrics.statistics;

import org.jspecify.annotations.NullMarked;
