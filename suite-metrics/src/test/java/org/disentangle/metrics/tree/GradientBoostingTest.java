package org.disentangle.metrics.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.Shards;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientBoostingTest {
    private static final JsonNode GOLDEN = Examples.json("trees.json");
    private static final int[] UP = {0, 0, 0, 1, 1, 1};

    private static BoostedTrees fit(Codes codes, Target target, BoostingOptions options, int threads) {
        try (Shards shards = new Shards(threads)) {
            return GradientBoosting.fit(SortedColumns.of(codes, shards), List.of(target), options, 1, shards)
                    .get(0);
        }
    }

    private static double[] raw(BoostedTrees model, Codes codes) {
        try (Shards shards = new Shards(1)) {
            return model.raw(codes, shards);
        }
    }

    private static double[] predict(BoostedTrees model, Codes codes) {
        try (Shards shards = new Shards(1)) {
            return model.predict(codes, shards);
        }
    }

    private static Codes column(float... values) {
        return new Codes("z", values, values.length, 1);
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static Target target(String name, JsonNode values) {
        return name.equals("numbers") ? Target.ofNumbers(doubles(values)) : Target.ofClasses(Examples.ints(values));
    }

    @TestFactory
    Stream<DynamicTest> it_agrees_with_scikit_learn() {
        int dimension = GOLDEN.get("dimension").asInt();
        Codes train = Examples.codes("z", GOLDEN.get("train"), dimension);
        Codes test = Examples.codes("z", GOLDEN.get("test"), dimension);
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false).map(golden -> {
            String name = golden.get("name").asText();
            return DynamicTest.dynamicTest(name, () -> {
                BoostedTrees model = fit(train, target(name, golden.get("targets")), BoostingOptions.DEFAULT, 2);
                assertThat(raw(model, test)).containsExactly(doubles(golden.get("raw")), within(1e-9));
                assertThat(model.importances()).containsExactly(doubles(golden.get("importances")), within(1e-9));
                if (golden.get("predicted").size() > 0) {
                    assertThat(predict(model, test)).containsExactly(doubles(golden.get("predicted")));
                }
            });
        });
    }

    @Test
    void models_fitted_together_are_those_fitted_alone_and_threads_do_not_show() {
        int dimension = GOLDEN.get("dimension").asInt();
        Codes train = Examples.codes("z", GOLDEN.get("train"), dimension);
        List<Target> targets = StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .map(golden -> target(golden.get("name").asText(), golden.get("targets")))
                .toList();
        BoostingOptions few = new BoostingOptions(5, 0.1, 3);
        try (Shards one = new Shards(1);
                Shards three = new Shards(3)) {
            List<BoostedTrees> together = GradientBoosting.fit(SortedColumns.of(train, three), targets, few, 7, three);
            for (int i = 0; i < targets.size(); i++) {
                BoostedTrees alone = GradientBoosting.fit(
                                SortedColumns.of(train, one), List.of(targets.get(i)), few, 8, one)
                        .get(0);
                assertThat(raw(together.get(i), train)).containsExactly(raw(alone, train));
                assertThat(together.get(i).importances()).containsExactly(alone.importances());
            }
        }
    }

    @Test
    void the_order_of_the_rows_does_not_change_a_bit_of_a_classifier() {
        int[] labels = Examples.labels(200, 3, 1);
        Codes codes = Examples.about(labels, 4, 0.5f, 2);
        int[] order = SeedStreams.permutation(200, Examples.random(3));
        int[] reordered = IntStream.of(order).map(row -> labels[row]).toArray();
        BoostedTrees model = fit(codes, Target.ofClasses(labels), BoostingOptions.DEFAULT, 1);
        BoostedTrees other = fit(codes.select(order), Target.ofClasses(reordered), BoostingOptions.DEFAULT, 1);
        assertThat(raw(other, codes)).containsExactly(raw(model, codes));
        assertThat(other.importances()).containsExactly(model.importances());
    }

    @Test
    void a_stump_divides_in_the_middle_of_the_gap_and_takes_one_step_of_newton() {
        BoostedTrees model = fit(column(1, 2, 3, 5, 6, 7), Target.ofClasses(UP), new BoostingOptions(1, 1, 1), 1);
        // From even odds: residuals of 1/2 and curvature of 1/4 make a step of 2.
        assertThat(raw(model, column(3.9f, 4, 4.1f))).containsExactly(new double[] {-2, -2, 2}, within(1e-12));
        assertThat(model.importances()).containsExactly(1);
    }

    @Test
    void a_regression_begins_from_the_mean_and_steps_towards_the_leaf() {
        BoostedTrees model =
                fit(column(1, 2, 3, 4), Target.ofNumbers(new double[] {0, 0, 3, 5}), new BoostingOptions(1, 0.5, 1), 1);
        assertThat(raw(model, column(0, 9))).containsExactly(new double[] {1, 3}, within(1e-12));
    }

    @Test
    void one_class_is_what_is_predicted_and_no_column_matters() {
        BoostedTrees model = fit(column(1, 2, 3), Target.ofClasses(new int[] {4, 4, 4}), BoostingOptions.DEFAULT, 1);
        assertThat(predict(model, column(1, 9))).containsExactly(4, 4);
        assertThat(model.importances()).containsExactly(0);
    }

    @Test
    void dead_codes_leave_the_shares_of_the_classes() {
        BoostedTrees model = fit(
                column(2, 2, 2, 2, 2, 2), Target.ofClasses(new int[] {0, 1, 2, 2, 2, 1}), BoostingOptions.DEFAULT, 1);
        assertThat(predict(model, column(2, 3))).containsExactly(2, 2);
        assertThat(model.importances()).containsExactly(0);
    }

    @Test
    void values_closer_than_float32_tells_apart_are_not_divided() {
        BoostedTrees model =
                fit(column(0, 5e-8f, 1e-7f, 1e-7f, 1e-7f, 1e-7f), Target.ofClasses(UP), BoostingOptions.DEFAULT, 1);
        assertThat(model.importances()).containsExactly(0);
    }

    @Test
    void copies_of_a_column_share_its_importance() {
        int[] labels = Examples.labels(300, 4, 4);
        Codes single = Examples.about(labels, 4, 0.7f, 5);
        float[] twice = new float[300 * 8];
        for (int row = 0; row < 300; row++) {
            System.arraycopy(single.values(), row * 4, twice, row * 8, 4);
            System.arraycopy(single.values(), row * 4, twice, row * 8 + 4, 4);
        }
        double[] alone = fit(single, Target.ofClasses(labels), BoostingOptions.DEFAULT, 1)
                .importances();
        double[] shared = fit(new Codes("z", twice, 300, 8), Target.ofClasses(labels), BoostingOptions.DEFAULT, 1)
                .importances();
        for (int column = 0; column < 4; column++) {
            assertThat(shared[column] + shared[column + 4]).isCloseTo(alone[column], within(0.02));
            assertThat(shared[column]).isBetween(0.25 * alone[column], 0.75 * alone[column]);
        }
    }

    @Test
    void negative_values_are_in_order_and_both_zeros_are_one() {
        BoostedTrees model =
                fit(column(-3, -2, -0.0f, 0.0f, 1, 2), Target.ofClasses(UP), new BoostingOptions(1, 1, 1), 1);
        assertThat(predict(model, column(-9, -1.5f, -0.0f, 0.0f, 9))).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void codes_that_are_not_finite_and_targets_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> fit(column(1, Float.NaN), Target.ofClasses(new int[2]), BoostingOptions.DEFAULT, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'z'");
        assertThatThrownBy(() -> fit(column(1, 2), Target.ofClasses(UP), BoostingOptions.DEFAULT, 1))
                .hasMessageContaining("6 targets for 2 rows");
        BoostedTrees model = fit(column(1, 2, 3, 4, 5, 6), Target.ofClasses(UP), BoostingOptions.DEFAULT, 1);
        assertThatThrownBy(() -> raw(model, new Codes("z", new float[4], 2, 2))).hasMessageContaining("know 1 columns");
    }
}
