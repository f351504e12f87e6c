/** What the seeds say about an order of methods: shared ranks, tests, probabilities of improvement, plans. Knows nothing of boards. */
@NullMarked
package org.disentangle.runner.ranking;

import org.jspecify.annotations.NullMarked;
