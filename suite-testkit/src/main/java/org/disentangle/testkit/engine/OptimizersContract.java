package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Optimizer.Adam;
import org.disentangle.core.training.Optimizer.Lars;
import org.disentangle.core.training.Optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public abstract class OptimizersContract extends EngineContract {
    private static final JsonNode GOLDEN = GoldenNumbers.read("optimizers.json");
    private static final Map<String, Shape> SHAPES = Map.of("weight", Shape.of(3, 2), "bias", Shape.of(3));

    static Stream<Arguments> optimizers() {
        return Stream.of(true, false)
                .flatMap(excluded -> Stream.of(
                        Arguments.of("adam", new Adam(0.1, 0.8, 0.95, 1e-6, 0, excluded)),
                        Arguments.of("adam with weight decay", new Adam(0.1, 0.9, 0.999, 1e-8, 0.1, excluded)),
                        Arguments.of("sgd", new Sgd(0.1, 0, false, 0, excluded)),
                        Arguments.of("sgd with momentum and weight decay", new Sgd(0.1, 0.9, false, 0.05, excluded)),
                        Arguments.of("sgd with nesterov momentum", new Sgd(0.1, 0.7, true, 0.05, excluded))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("optimizers")
    void updates_are_those_of_pytorch(String name, Optimizer optimizer) {
        String run = optimizer.excludeBiasAndNorm() ? name + ", bias excluded" : name;
        JsonNode expected = GOLDEN.get("runs").get(run);
        Program program = program();
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep step = session().training(program, variables, optimizer)) {
            variables.load(values(GOLDEN.get("start")));
            for (int i = 0; i < expected.size(); i++) {
                step.run(gradients(i), GOLDEN.get("rates").get(i).asDouble());
                Map<String, HostTensor> after = variables.export();
                expected.get(i)
                        .fields()
                        .forEachRemaining(parameter -> assertNumbers(
                                after.get(parameter.getKey()).floats(), GoldenNumbers.numbers(parameter.getValue())));
            }
            assertThat(step.state().updates()).isEqualTo(expected.size());
        }
    }

    @Test
    void lars_follows_its_formula_and_leaves_excluded_parameters_to_plain_momentum() {
        Lars lars = new Lars(0.3, 0.9, 0.02, 0.01, true);
        Program program = program();
        Map<String, double[]> value = new LinkedHashMap<>();
        Map<String, double[]> velocity = new HashMap<>();
        for (String name : SHAPES.keySet()) {
            value.put(name, GoldenNumbers.numbers(GOLDEN.get("start").get(name)));
            velocity.put(name, new double[SHAPES.get(name).elements()]);
        }
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep step = session().training(program, variables, lars)) {
            variables.load(values(GOLDEN.get("start")));
            for (int i = 0; i < GOLDEN.get("gradients").size(); i++) {
                double rate = 0.3 - 0.05 * i;
                step.run(gradients(i), rate);
                for (String name : SHAPES.keySet()) {
                    double[] gradient =
                            GoldenNumbers.numbers(GOLDEN.get("gradients").get(i).get(name));
                    advance(lars, rate, name.equals("weight"), value.get(name), gradient, velocity.get(name));
                    assertNumbers(variables.export().get(name).floats(), value.get(name));
                }
            }
        }
    }

    private static void advance(
            Lars lars, double rate, boolean scaled, double[] value, double[] gradient, double[] velocity) {
        double trust = 1;
        if (scaled) {
            for (int k = 0; k < value.length; k++) {
                gradient[k] += lars.weightDecay() * value[k];
            }
            trust = lars.trust() * norm(value) / norm(gradient);
        }
        for (int k = 0; k < value.length; k++) {
            velocity[k] = lars.momentum() * velocity[k] + trust * gradient[k];
            value[k] -= rate * velocity[k];
        }
    }

    @Test
    void lars_takes_the_gradient_as_it_is_where_a_parameter_is_zero() {
        Program program = program();
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep step = session().training(program, variables, new Lars(1, 0, 0.001, 0, false))) {
            step.run(gradients(0), 0.5);
            double[] gradient =
                    GoldenNumbers.numbers(GOLDEN.get("gradients").get(0).get("weight"));
            double[] expected = new double[gradient.length];
            for (int k = 0; k < expected.length; k++) {
                expected[k] = -0.5 * gradient[k];
            }
            assertNumbers(variables.export().get("weight").floats(), expected);
        }
    }

    @Test
    void the_gradient_norm_is_that_of_the_gradient_without_weight_decay() {
        Program program = program();
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep step = session().training(program, variables, new Sgd(0.1, 0.9, false, 0.5, false))) {
            variables.load(values(GOLDEN.get("start")));
            step.run(gradients(1), 0.1);
            double squares = 0;
            for (String name : SHAPES.keySet()) {
                squares += Math.pow(
                        norm(GoldenNumbers.numbers(
                                GOLDEN.get("gradients").get(1).get(name))),
                        2);
            }
            assertThat(step.scalars().get("gradient_norm")).isCloseTo(Math.sqrt(squares), within(1e-5));
            assertThat(step.scalars().keySet()).first().isEqualTo("loss");
        }
    }

    @Test
    void a_parameter_that_the_loss_does_not_reach_is_left_alone() {
        ProgramBuilder builder = new ProgramBuilder("partly frozen");
        Tensor trained = parameter(builder, "trained", Shape.of(2), ParameterRole.WEIGHT);
        Tensor frozen = parameter(builder, "frozen", Shape.of(2), ParameterRole.WEIGHT);
        builder.output("loss", trained.times(frozen.stopGradient()).sum());
        Program program = builder.build();
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep step = session().training(program, variables, new Sgd(0.1, 0.9, false, 0.5, false))) {
            HostTensor ones = HostTensor.of(Shape.of(2), 1f, 1f);
            variables.load(Map.of("trained", ones, "frozen", ones));
            step.run(Map.of(), 0.1);
            assertThat(variables.export().get("frozen").floats()).containsExactly(1, 1);
            assertThat(variables.export().get("trained").floats()).containsExactly(0.85f, 0.85f);
            assertThat(step.state().slots()).containsOnlyKeys("momentum/trained");
        }
    }

    @Test
    void state_that_is_restored_continues_as_if_never_stopped() {
        for (Optimizer optimizer : List.of(Adam.DEFAULT, Sgd.DEFAULT, Lars.DEFAULT)) {
            Program program = program();
            Map<String, HostTensor> uninterrupted;
            Map<String, HostTensor> half;
            TrainingStep.OptimizerState state;
            try (Variables variables = session().variables(program.parameters(), program.buffers());
                    TrainingStep step = session().training(program, variables, optimizer)) {
                variables.load(values(GOLDEN.get("start")));
                step.run(gradients(0), 0.1);
                step.run(gradients(1), 0.1);
                half = variables.export();
                state = step.state();
                step.run(gradients(2), 0.1);
                uninterrupted = variables.export();
            }
            try (Variables variables = session().variables(program.parameters(), program.buffers());
                    TrainingStep step = session().training(program, variables, optimizer)) {
                variables.load(half);
                step.restore(state);
                step.run(gradients(2), 0.1);
                variables.export().forEach((name, value) -> assertThat(value.floats())
                        .containsExactly(uninterrupted.get(name).floats()));
                assertThat(step.state().updates()).isEqualTo(3);
            }
        }
    }

    @Test
    void state_of_another_optimizer_is_refused() {
        Program program = program();
        try (Variables variables = session().variables(program.parameters(), program.buffers());
                TrainingStep adam = session().training(program, variables, Adam.DEFAULT);
                TrainingStep sgd = session().training(program, variables, Sgd.DEFAULT)) {
            assertThatThrownBy(() -> sgd.restore(adam.state()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("momentum/");
        }
    }

    @Test
    void a_loss_without_parameters_is_refused() {
        ProgramBuilder builder = new ProgramBuilder("nothing to train");
        builder.output(
                "loss", builder.input("x", ElementType.FLOAT32, Shape.of(3)).sum());
        Program program = builder.build();
        try (Variables variables = session().variables(List.of(), List.of())) {
            assertThatThrownBy(() -> session().training(program, variables, Adam.DEFAULT))
                    .hasMessageContaining("depends on no parameter");
        }
    }

    /** The gradient of the loss with respect to each parameter is the input of the same name. */
    private static Program program() {
        ProgramBuilder builder = new ProgramBuilder("given gradients");
        Tensor bias = parameter(builder, "bias", Shape.of(3), ParameterRole.BIAS);
        Tensor weight = parameter(builder, "weight", Shape.of(3, 2), ParameterRole.WEIGHT);
        Tensor loss = weight.times(builder.input("weight", ElementType.FLOAT32, weight.shape()))
                .sum()
                .plus(bias.times(builder.input("bias", ElementType.FLOAT32, bias.shape()))
                        .sum());
        builder.output("loss", loss);
        return builder.build();
    }

    private static Tensor parameter(ProgramBuilder builder, String name, Shape shape, ParameterRole role) {
        return builder.parameter(name, shape, new Initializer.Constant(0), role);
    }

    private static Map<String, HostTensor> gradients(int step) {
        return values(GOLDEN.get("gradients").get(step));
    }

    private static Map<String, HostTensor> values(JsonNode json) {
        Map<String, HostTensor> values = new HashMap<>();
        SHAPES.forEach((name, shape) ->
                values.put(name, GoldenNumbers.tensor(shape, json.get(name)).toHost(ElementType.FLOAT32)));
        return values;
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static void assertNumbers(float[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
        }
    }
}
