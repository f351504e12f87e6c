package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;
import org.junit.jupiter.api.Test;

class DownstreamLogisticTest {
    private static final float[] TRAIN = {
        -1.444f, -1.135f, -1.675f, -0.099f, 0.579f, -0.55f, -1.943f, -0.81f, -0.022f, -1.496f, 1.288f, -0.302f, 0.619f,
        1.508f, -0.864f, -0.528f, 1.276f, -0.81f, 0.836f, 0.537f
    };
    private static final int[] LABELS = {0, 0, 1, 0, 1, 1, 1, 0, 1, 1};
    private static final float[] TEST = {
        -0.21f, -0.4f, 1.49f, -0.54f, -0.06f, -1.41f, 1.37f, 0.24f, 0.42f, -2.15f, -0.27f, -1.53f, 0.06f, -1.89f, 1.2f,
        -0.88f, -1.18f, 0.5f, -1.03f, -1.27f
    };
    private static final int[] TRUTH = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0};

    /**
     * With ten rows and a weak penalty one held-out row lies at -0.08 at the minimum of scikit-learn 1.2.1 (newton-cg, tol 1e-10), and on the other side where a fit
     * stops at a gradient of 1e-5: then C = 10,000 looks best.
     */
    @Test
    void weak_penalties_are_fitted_to_their_minimum() {
        ScoringInput input = new ScoringInput(
                Map.of("z", new Codes("z", TRAIN, LABELS.length, 2)),
                Map.of("z", new Codes("z", TEST, TRUTH.length, 2)),
                List.of(new Factor("side", "side", List.of("left", "right"))),
                Map.of("side", LABELS),
                Map.of("side", TRUTH),
                Map.of(),
                List.of(),
                new SeedStreams(0),
                1,
                Findings.NONE);
        Score score = new DownstreamLogistic()
                .score(DownstreamLogisticOptions.DEFAULT, input)
                .get(0);
        assertThat(score.details().get("C side")).isCloseTo(Math.pow(10, -4 + 8 * 5 / 9.0), Offset.offset(1e-6));
    }
}
