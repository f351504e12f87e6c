package org.disentangle.datasets.numerical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.Augmentation;
import org.disentangle.core.view.ViewPolicy;
import org.junit.jupiter.api.Test;

class NumericalTest {
    private static final NumericalOptions SMALL = options(false, false, 1);
    private static final SeedStreams STREAMS = new SeedStreams(4);

    private static NumericalOptions options(boolean dependent, boolean contentDependent, double change) {
        return new NumericalOptions(3, List.of(2, 1), dependent, contentDependent, change, 2, 0.2, 4000, 50, 7);
    }

    private static Map<String, HostTensor> draw(NumericalOptions options, ViewPolicy policy, int batch, long step) {
        return new Numerical().augmentation(options).orElseThrow().draw(policy, batch, step, STREAMS);
    }

    private static float[] view(Map<String, HostTensor> drawn, String column, int view, int batch) {
        return Arrays.copyOfRange(drawn.get(column).floats(), view * batch, (view + 1) * batch);
    }

    @Test
    void more_numbers_than_a_mixing_can_be_found_for_are_refused() {
        assertThatThrownBy(() -> new NumericalOptions(200, List.of(50, 50), false, false, 1, 3, 0.2, 10, 10, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at most 256 numbers together with the 200 of content");
    }

    @Test
    void factors_are_content_and_one_per_style_block() {
        assertThat(new Numerical().describe(SMALL).continuousFactors())
                .containsExactly(
                        new ContinuousFactor("content", "content numbers", 3),
                        new ContinuousFactor("style1", "numbers of style block 1", 2),
                        new ContinuousFactor("style2", "numbers of style block 2", 1));
        assertThat(new Numerical().describe(SMALL).sample()).isEqualTo(Shape.of(6));
    }

    @Test
    void views_keep_their_content_and_change_every_style_that_is_not_shared() {
        ViewPolicy policy = new ViewPolicy(2, 3, List.of(sharing("style1", 1), sharing("style2", 2)));
        Map<String, HostTensor> drawn = draw(SMALL, policy, 30, 5);

        for (int i = 0; i < 3; i++) {
            assertThat(view(drawn, "content/" + i, 1, 30)).isEqualTo(view(drawn, "content/" + i, 0, 30));
        }
        for (int place = 0; place < 30; place++) {
            int type = policy.pairType(5, place);
            assertThat(equalAt(drawn, "style1/0", place) && equalAt(drawn, "style1/1", place))
                    .isEqualTo(type == 1);
            assertThat(equalAt(drawn, "style2/0", place)).isEqualTo(type == 2);
        }
    }

    @Test
    void a_block_that_is_wanted_near_another_stays_independent_for_nobody_draws_it_near() {
        ViewPolicy.Sharing near =
                new ViewPolicy.Sharing("style1", 1, 0, ViewPolicy.Sharing.EVERY_TYPE, ViewPolicy.Closeness.NEAR);
        Map<String, HostTensor> drawn = draw(SMALL, new ViewPolicy(2, List.of(near)), 30, 5);

        assertThat(drawn.get("style1/0").floats())
                .isEqualTo(draw(SMALL, ViewPolicy.PAIR, 30, 5).get("style1/0").floats());
    }

    private static ViewPolicy.Sharing sharing(String group, int type) {
        return new ViewPolicy.Sharing(group, 1, 0, type, ViewPolicy.Closeness.EQUAL);
    }

    private static boolean equalAt(Map<String, HostTensor> drawn, String column, int place) {
        return drawn.get(column).floats()[place] == drawn.get(column).floats()[30 + place];
    }

    @Test
    void a_step_draws_the_same_again_and_steps_differ() {
        assertThat(draw(SMALL, ViewPolicy.PAIR, 8, 3).get("content/0").floats())
                .isEqualTo(draw(SMALL, ViewPolicy.PAIR, 8, 3).get("content/0").floats())
                .isNotEqualTo(
                        draw(SMALL, ViewPolicy.PAIR, 8, 4).get("content/0").floats());
    }

    @Test
    void numbers_change_with_their_probability() {
        Map<String, HostTensor> drawn = draw(options(false, false, 0.75), ViewPolicy.PAIR, 4000, 0);
        float[] first = view(drawn, "style1/0", 0, 4000);
        float[] second = view(drawn, "style1/0", 1, 4000);
        long changed =
                IntStream.range(0, 4000).filter(i -> first[i] != second[i]).count();

        assertThat(changed / 4000.0).isBetween(0.72, 0.78);
    }

    @Test
    void numbers_are_standard_normal_and_independent_unless_asked_otherwise() {
        Samples plain = samples(SMALL);
        assertThat(correlation(plain.targets("content"), 3, 0, plain.targets("style1"), 2, 0))
                .isCloseTo(0, within(0.06));
        assertThat(variance(plain.targets("content"), 3, 0)).isCloseTo(1, within(0.08));

        Samples dependent = samples(options(false, true, 1));
        double strongest = 0;
        for (int c = 0; c < 3; c++) {
            strongest = Math.max(
                    strongest,
                    Math.abs(correlation(dependent.targets("content"), 3, c, dependent.targets("style1"), 2, 0)));
        }
        assertThat(strongest).isGreaterThan(0.25);
        double within = Math.abs(correlation(
                samples(options(true, false, 1)).targets("content"),
                3,
                0,
                samples(options(true, false, 1)).targets("content"),
                3,
                1));
        assertThat(within).isGreaterThan(0.15);
    }

    private static Samples samples(NumericalOptions options) {
        return new Numerical().open(options, Path.of("none")).samples(Split.TRAIN);
    }

    @Test
    void a_view_that_changes_nothing_is_the_scene_of_its_numbers() {
        Augmentation augmentation = new Numerical().augmentation(SMALL).orElseThrow();
        Map<String, HostTensor> drawn = augmentation.draw(ViewPolicy.PAIR, 4, 0, STREAMS);
        DataSet data = new Numerical().open(SMALL, Path.of("none"));
        ProgramBuilder builder = new ProgramBuilder("test");
        Map<String, Tensor> columns = new LinkedHashMap<>();
        Map<String, ReferenceTensor> inputs = new LinkedHashMap<>();
        double[] pool = new double[8 * 6];
        int column = 0;
        for (String name : augmentation.columns()) {
            columns.put(name, builder.input(name, ElementType.FLOAT32, Shape.of(8)));
            inputs.put(name, ReferenceTensor.of(drawn.get(name)));
            for (int row = 0; row < 8; row++) {
                pool[row * 6 + column] = drawn.get(name).floats()[row];
            }
            column++;
        }
        Tensor latents = builder.input("latents", ElementType.FLOAT32, Shape.of(8, 6));
        Tensor index = builder.input("sample", ElementType.INT64, Shape.of(8));
        inputs.put("latents", ReferenceTensor.of(Shape.of(8, 6), pool));
        inputs.put("sample", ReferenceTensor.of(Shape.of(8), 0, 1, 2, 3, 4, 5, 6, 7));
        builder.output("views", augmentation.render(Map.of(), Map.of(), columns));
        builder.output("scene", data.scene(Map.of("latents", latents), Map.of("sample", index)));
        Map<String, ReferenceTensor> outputs =
                ReferenceInterpreter.run(builder.build(), inputs).outputs();

        assertThat(outputs.get("views").values())
                .containsExactly(outputs.get("scene").values());
        assertThat(outputs.get("views").values()).isNotEqualTo(pool);
    }

    @Test
    void mixing_matrices_are_well_conditioned_with_columns_of_unit_length() {
        Mixing mixing = Mixing.of(SMALL);

        assertThat(mixing.layers()).hasSize(2);
        for (float[] layer : mixing.layers()) {
            double[][] matrix = new double[6][6];
            for (int j = 0; j < 6; j++) {
                double squares = 0;
                for (int i = 0; i < 6; i++) {
                    matrix[i][j] = layer[i * 6 + j];
                    squares += matrix[i][j] * matrix[i][j];
                }
                assertThat(squares).isCloseTo(1, within(1e-6));
            }
            // The 0.1 % quantile for six dimensions; a random matrix has about 20.
            assertThat(Mixing.conditionNumber(matrix)).isLessThan(3);
        }
        assertThat(Mixing.of(SMALL).layers().get(0)).isEqualTo(mixing.layers().get(0));
    }

    @Test
    void condition_numbers_are_ratios_of_singular_values() {
        assertThat(Mixing.conditionNumber(new double[][] {{3, 0}, {0, -0.5}})).isCloseTo(6, within(1e-12));
        assertThat(Mixing.conditionNumber(new double[][] {{1, 1}, {1, 1}})).isGreaterThan(1e7);
    }

    @Test
    void the_digest_tells_seeds_apart() {
        NumericalOptions other = new NumericalOptions(3, List.of(2, 1), false, false, 1, 2, 0.2, 4000, 50, 8);

        assertThat(new Numerical().open(SMALL, Path.of("none")).description().digest())
                .isEqualTo(new Numerical()
                        .open(SMALL, Path.of("none"))
                        .description()
                        .digest())
                .isNotEqualTo(new Numerical()
                        .open(other, Path.of("none"))
                        .description()
                        .digest());
    }

    @Test
    void sizes_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> new NumericalOptions(5, List.of(), false, false, 1, 3, 0.2, 10, 10, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'styles'");
        assertThatThrownBy(() -> new NumericalOptions(5, List.of(2), false, false, 1.5, 3, 0.2, 10, 10, 0))
                .hasMessageContaining("'change_probability'");
    }

    private static double mean(float[] values, int width, int column) {
        double sum = 0;
        for (int i = column; i < values.length; i += width) {
            sum += values[i];
        }
        return sum * width / values.length;
    }

    private static double variance(float[] values, int width, int column) {
        double mean = mean(values, width, column);
        double sum = 0;
        for (int i = column; i < values.length; i += width) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum * width / values.length;
    }

    private static double correlation(float[] a, int aWidth, int aColumn, float[] b, int bWidth, int bColumn) {
        double aMean = mean(a, aWidth, aColumn);
        double bMean = mean(b, bWidth, bColumn);
        int rows = a.length / aWidth;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += (a[row * aWidth + aColumn] - aMean) * (b[row * bWidth + bColumn] - bMean);
        }
        return sum / rows / Math.sqrt(variance(a, aWidth, aColumn) * variance(b, bWidth, bColumn));
    }
}
