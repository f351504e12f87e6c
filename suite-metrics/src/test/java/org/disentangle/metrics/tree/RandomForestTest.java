package org.disentangle.metrics.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.junit.jupiter.api.Test;

class RandomForestTest {
    private static final SeedStreams STREAMS = new SeedStreams(3);

    private static RandomForest fit(Codes codes, Target target, double[] truth, ForestOptions options, int threads) {
        try (Shards shards = new Shards(threads)) {
            return RandomForest.fit(
                            codes,
                            List.of(target),
                            codes,
                            List.of(truth),
                            options,
                            tree -> STREAMS.stream("forest", tree),
                            shards)
                    .get(0);
        }
    }

    @Test
    void it_learns_classes_and_which_columns_tell_them() {
        int[] labels = Examples.labels(300, 3, 1);
        Codes codes = Examples.about(labels, 6, 3, 2);
        double[] truth = Arrays.stream(labels).asDoubleStream().toArray();
        RandomForest forest = fit(codes, Target.ofClasses(labels), truth, ForestOptions.DEFAULT, 1);
        assertThat(forest.predict(codes)).containsExactly(truth);
        assertThat(Arrays.stream(forest.importances()).limit(3).sum()).isGreaterThan(0.95);
        assertThat(Arrays.stream(forest.importances()).sum()).isCloseTo(1, within(1e-12));
        assertThat(fit(codes, Target.ofClasses(labels), truth, ForestOptions.DEFAULT, 3)
                        .importances())
                .containsExactly(forest.importances());
    }

    @Test
    void it_learns_numbers() {
        Codes codes = Examples.noise("z", 400, 3, 4);
        double[] truth = new double[400];
        for (int row = 0; row < 400; row++) {
            truth[row] = codes.values()[row * 3 + 1] > 0 ? 5 : -5;
        }
        RandomForest forest = fit(codes, Target.ofNumbers(truth), truth, ForestOptions.DEFAULT, 2);
        assertThat(forest.importances()[1]).isGreaterThan(0.99);
        assertThat(forest.predict(codes)[0]).isCloseTo(truth[0], within(1.0));
    }

    @Test
    void of_depths_that_do_equally_well_it_takes_the_least() {
        int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        Codes codes = new Codes("z", new float[] {0, 1, 2, 3, 4, 15, 16, 17, 18, 19}, 10, 1);
        double[] truth = Arrays.stream(labels).asDoubleStream().toArray();
        ForestOptions options = new ForestOptions(25, List.of(7, 2, 1), 0.1);
        assertThat(fit(codes, Target.ofClasses(labels), truth, options, 1).depth())
                .isEqualTo(1);
    }

    @Test
    void dead_codes_have_no_importance() {
        int[] labels = {0, 1, 1};
        RandomForest forest = fit(
                new Codes("z", new float[3], 3, 1),
                Target.ofClasses(labels),
                new double[] {0, 1, 1},
                ForestOptions.DEFAULT,
                1);
        assertThat(forest.importances()).containsExactly(0);
    }
}
