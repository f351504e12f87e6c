package org.disentangle.runner.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.reference.Slopes;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The sum of squares of two parameters, a large one and a small one; the gradient is twice the parameter. */
class GradientErrorsTest {
    private static final double BOUND = StepAgreements.GRADIENT;
    private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();
    private static final Map<String, ReferenceTensor> VALUES = new LinkedHashMap<>();

    static {
        SHAPES.put("large", Shape.of(20_000));
        SHAPES.put("small", Shape.of(10));
        SplittableRandom random = new SplittableRandom(1);
        SHAPES.forEach((name, shape) -> VALUES.put(
                name,
                new ReferenceTensor(
                        shape, random.doubles(shape.elements(), -1, 1).toArray())));
    }

    private static Slopes slopes() {
        ProgramBuilder builder = new ProgramBuilder("squares");
        builder.output("loss", squares(builder, "large").plus(squares(builder, "small")));
        Program program = builder.build();
        return new Slopes(program, Map.of(), VALUES, "loss");
    }

    private static Tensor squares(ProgramBuilder builder, String name) {
        return builder.parameter(name, SHAPES.get(name), new Initializer.Constant(0), ParameterRole.WEIGHT)
                .square()
                .sum(0);
    }

    private static Map<String, float[]> right() {
        Map<String, float[]> gradient = new LinkedHashMap<>();
        VALUES.forEach((name, value) -> {
            float[] twice = new float[value.values().length];
            for (int i = 0; i < twice.length; i++) {
                twice[i] = (float) (2 * value.values()[i]);
            }
            gradient.put(name, twice);
        });
        return gradient;
    }

    /** Right but for an error of each number of one parameter, so large in all as a part of its length. */
    private static Map<String, float[]> noisy(String parameter, double part) {
        Map<String, float[]> gradient = right();
        SplittableRandom random = new SplittableRandom(2);
        float[] values = gradient.get(parameter);
        double each = part * Norms.euclidean(values) / Math.sqrt(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (random.nextBoolean() ? each : -each);
        }
        return gradient;
    }

    @SafeVarargs
    private static List<GradientErrors.Found> errors(int groups, Map<String, float[]>... gradients) {
        Map<String, Map<String, float[]>> byEngine = new LinkedHashMap<>();
        for (Map<String, float[]> gradient : gradients) {
            byEngine.put("engine " + byEngine.size(), gradient);
        }
        Map<String, Double> scales = new LinkedHashMap<>();
        gradients[0].forEach((name, values) -> scales.put(name, Norms.euclidean(values)));
        return new GradientErrors(byEngine, scales, slopes(), SHAPES).in(groups);
    }

    @Test
    void a_right_gradient_is_right_one_parameter_at_a_time_and_all_together() {
        assertThat(errors(2, right()))
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.errors().get("engine 0")).isLessThan(BOUND / 4));
        assertThat(errors(1, right())).hasSize(1).allSatisfy(found -> {
            assertThat(found.errors().get("engine 0")).isLessThan(BOUND / 4);
            assertThat(found.place()).isEqualTo("large to small (2 parameters)");
        });
    }

    /** Its slope along one direction of length 1 is wrong by a 141st of that. */
    @Test
    void an_error_that_is_spread_over_many_numbers_shows_with_its_whole_length() {
        double error = errors(2, noisy("large", 0.05)).get(0).errors().get("engine 0");

        assertThat(error).isBetween(0.05 / 10, 0.05 * 4);
    }

    @Test
    void the_difference_between_engines_says_who_is_wrong() {
        List<GradientErrors.Found> found = errors(2, right(), noisy("large", 0.01));

        assertThat(found.get(0).errors().get("engine 0")).isLessThan(BOUND / 100);
        assertThat(found.get(0).errors().get("engine 1")).isBetween(0.0099, 0.05);
        assertThat(errors(2, noisy("large", 0.01), right()).get(0).errors().get("engine 1"))
                .isLessThan(BOUND / 100);
    }

    @Test
    void one_wrong_number_and_a_wrong_size_show_even_if_all_parameters_move_together() {
        Map<String, float[]> one = right();
        one.get("small")[3] += 0.1f;
        Map<String, float[]> size = right();
        for (int i = 0; i < size.get("large").length; i++) {
            size.get("large")[i] *= 1.01f;
        }

        assertThat(errors(1, one).get(0).errors().get("engine 0")).isGreaterThan(BOUND);
        assertThat(errors(1, size).get(0).errors().get("engine 0")).isGreaterThan(BOUND);
    }
}
