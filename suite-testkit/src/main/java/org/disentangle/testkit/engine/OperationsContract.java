package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.OperationCases;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.tensor.TensorValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class OperationsContract extends EngineContract {
    static List<OperationCase> cases() {
        return OperationCases.all();
    }

    static List<OperationCase> smoothCases() {
        return OperationCases.all().stream().filter(OperationCase::smooth).toList();
    }

    @Test
    void the_cases_cover_the_whole_vocabulary() {
        Set<Object> seen = new HashSet<>();
        for (OperationCase checked : OperationCases.all()) {
            for (Node node : checked.program().nodes()) {
                seen.add(node.operation().getClass());
                if (node.operation() instanceof Operation.Unary unary) {
                    seen.add(unary.kind());
                } else if (node.operation() instanceof Operation.Binary binary) {
                    seen.add(binary.kind());
                } else if (node.operation() instanceof Operation.Reduce reduce) {
                    seen.add(reduce.kind());
                }
            }
        }
        assertThat(seen).contains((Object[]) Operation.class.getPermittedSubclasses());
        assertThat(seen).contains((Object[]) UnaryKind.values());
        assertThat(seen).contains((Object[]) BinaryKind.values());
        assertThat(seen).contains((Object[]) ReduceKind.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void values_are_those_of_the_reference(OperationCase checked) {
        ReferenceInterpreter.Result expected =
                ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
        try (Variables variables = variables(checked);
                Executable executable = session().executable(checked.program(), variables);
                StepScope scope = session().scope()) {
            Map<String, DeviceTensor> outputs = executable.run(checked.hostInputs());
            expected.outputs()
                    .forEach((name, value) -> assertClose(outputs.get(name).toHost(), value, 2e-5));
            Map<String, HostTensor> after = variables.export();
            expected.buffers().forEach((name, value) -> assertClose(after.get(name), value, 1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("smoothCases")
    void gradients_are_those_of_finite_differences(OperationCase checked) {
        List<String> with = List.copyOf(checked.inputs().keySet());
        try (Variables variables = variables(checked)) {
            String before = variables.digest();
            Differential differential =
                    session().differentiate(checked.program(), variables, checked.hostInputs(), "loss", with);
            for (String input : with) {
                assertClose(differential.inputGradients().get(input), gradient(checked, input), 1e-3);
            }
            differential
                    .parameterGradients()
                    .forEach((name, gradient) -> assertClose(gradient, gradient(checked, name), 1e-3));
            assertThat(variables.digest()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void differentiation_gives_the_same_values(OperationCase checked) {
        ReferenceInterpreter.Result expected =
                ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
        try (Variables variables = variables(checked)) {
            Differential differential =
                    session().differentiate(checked.program(), variables, checked.hostInputs(), "loss", List.of());
            expected.outputs()
                    .forEach((name, value) -> assertClose(differential.outputs().get(name), value, 2e-5));
        }
    }

    /** Adding one number after the other in 32 bits would lose two digits of these. */
    @ParameterizedTest
    @ValueSource(strings = {"all", "rows", "columns", "channels"})
    void sums_of_many_numbers_keep_their_digits(String over) {
        Shape shape = Shape.of(64, 8, 64, 32);
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 + i % 7 * 0.125f;
        }
        ProgramBuilder builder = new ProgramBuilder(over);
        Tensor x = builder.input("x", ElementType.FLOAT32, shape);
        Tensor sum =
                switch (over) {
                    case "all" -> x.sum();
                    case "rows" -> x.sum(1, 2, 3);
                    case "columns" -> x.sum(0, 1, 2);
                    default -> x.sum(0, 2, 3);
                };
        builder.output("sum", sum);
        Program program = builder.build();
        ReferenceTensor expected = ReferenceInterpreter.run(
                        program, Map.of("x", ReferenceTensor.of(HostTensor.of(shape, values))), Map.of())
                .output("sum");
        try (Variables none = session().variables(List.of(), List.of());
                Executable executable = session().executable(program, none);
                StepScope scope = session().scope()) {
            HostTensor actual = executable
                    .run(Map.of("x", HostTensor.of(shape, values)))
                    .get("sum")
                    .toHost();
            assertClose(actual, expected, 2e-6);
        }
    }

    static List<String> operationsThatChoose() {
        return List.of(
                "relu",
                "leaky relu",
                "clamp",
                "maximum",
                "minimum",
                "max",
                "min",
                "log sum exp",
                "softmax",
                "max pool");
    }

    /** A model that has diverged must not look sound again behind a comparison. */
    @ParameterizedTest
    @MethodSource("operationsThatChoose")
    void nan_stays_nan(String name) {
        ProgramBuilder builder = new ProgramBuilder(name);
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(1, 1, 2, 2));
        Tensor zeros = builder.constant(HostTensor.of(Shape.of(1, 1, 2, 2), new float[4]));
        Tensor out =
                switch (name) {
                    case "relu" -> x.relu();
                    case "leaky relu" -> x.leakyRelu(0.1);
                    case "clamp" -> x.clamp(0, 1);
                    case "maximum" -> x.maximum(zeros);
                    case "minimum" -> zeros.minimum(x);
                    case "max" -> x.max(2, 3);
                    case "min" -> x.min(2, 3);
                    case "log sum exp" -> x.logSumExp(2, 3);
                    case "softmax" -> x.softmax(3);
                    default -> x.maxPool2d(2, 2, 0);
                };
        builder.output("sum", out.sum());
        for (int place = 0; place < 4; place++) {
            float[] values = {1, -1, 2, 0.5f};
            values[place] = Float.NaN;
            try (Variables none = session().variables(List.of(), List.of());
                    Executable executable = session().executable(builder.build(), none);
                    StepScope scope = session().scope()) {
                Map<String, DeviceTensor> outputs =
                        executable.run(Map.of("x", HostTensor.of(Shape.of(1, 1, 2, 2), values)));
                assertThat(outputs.get("sum").toHost().floats()[0]).isNaN();
            }
        }
    }

    @Test
    void the_hyperbolic_tangent_of_a_small_number_is_that_number() {
        HostTensor small = HostTensor.of(Shape.of(5), 1e-3f, -1e-4f, 1e-6f, -1e-8f, 1e-20f);
        ProgramBuilder builder = new ProgramBuilder("tanh");
        Tensor tanh = builder.input("x", ElementType.FLOAT32, small.shape()).tanh();
        builder.output("out", tanh);
        builder.output("loss", tanh.sum());

        float[] found = differential(builder.build(), Map.of("x", small))
                .outputs()
                .get("out")
                .floats();

        for (int i = 0; i < found.length; i++) {
            assertThat(found[i] / small.floats()[i]).isCloseTo(1, within(1e-6f));
        }
    }

    /**
     * A place at which an operation has a kink or a step. No difference of values tells a gradient there; what {@link Operation} says does.
     *
     * @param slope of the result at this place
     */
    record Kink(String name, UnaryOperator<Tensor> operation, float at, double value, double slope) {
        @Override
        public String toString() {
            return name + " at " + at;
        }
    }

    static List<Kink> kinks() {
        return List.of(
                new Kink("relu", Tensor::relu, 0, 0, 0),
                new Kink("relu", Tensor::relu, -0f, 0, 0),
                new Kink("leaky relu", x -> x.leakyRelu(0.2), 0, 0, 0.2),
                new Kink("leaky relu", x -> x.leakyRelu(0.2), -0f, 0, 0.2),
                new Kink("absolute", Tensor::absolute, 0, 0, 0),
                new Kink("sign", x -> x.builder().add(new Operation.Unary(UnaryKind.SIGN), x), 0, 0, 0),
                new Kink("floor", x -> x.builder().add(new Operation.Unary(UnaryKind.FLOOR), x), 2, 2, 0),
                new Kink("clamp", x -> x.clamp(-0.5, 0.75), -0.5f, -0.5, 1),
                new Kink("clamp", x -> x.clamp(-0.5, 0.75), 0.75f, 0.75, 1),
                // The root's own gradient at 0 is infinite: what is 0 must be chosen, not multiplied.
                new Kink("root of relu", x -> x.relu().sqrt(), -1, 0, 0),
                new Kink("root of clamp", x -> x.clamp(0, 9).sqrt(), -1, 0, 0),
                new Kink(
                        "root of maximum", x -> x.maximum(x.builder().scalar(0)).sqrt(), -1, 0, 0),
                new Kink(
                        "root of minimum", x -> x.minimum(x.builder().scalar(0)).sqrt(), 1, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("kinks")
    void gradients_at_kinks_are_those_that_the_vocabulary_says(Kink kink) {
        Shape shape = Shape.of(3);
        HostTensor x = HostTensor.of(shape, kink.at(), kink.at(), kink.at());
        ProgramBuilder builder = new ProgramBuilder(kink.toString());
        Tensor out = kink.operation().apply(builder.input("x", ElementType.FLOAT32, shape));
        builder.output("out", out);
        builder.output(
                "loss",
                out.times(builder.constant(HostTensor.of(shape, 1, -2, 0.5f))).sum());

        Differential found = differential(builder.build(), Map.of("x", x));

        double value = kink.value();
        double slope = kink.slope();
        assertClose(found.outputs().get("out"), ReferenceTensor.of(shape, value, value, value), 0);
        assertClose(found.inputGradients().get("x"), ReferenceTensor.of(shape, slope, -2 * slope, 0.5 * slope), 1e-7);
    }

    @ParameterizedTest
    @EnumSource(
            value = BinaryKind.class,
            names = {"MAXIMUM", "MINIMUM"})
    void equal_operands_share_the_gradient_of_the_larger_and_of_the_smaller(BinaryKind kind) {
        Shape shape = Shape.of(3);
        HostTensor equal = HostTensor.of(shape, 0, 1.5f, -2);
        ProgramBuilder builder = new ProgramBuilder(kind + " of equals");
        Tensor out = builder.add(
                new Operation.Binary(kind),
                builder.input("x", ElementType.FLOAT32, shape),
                builder.input("y", ElementType.FLOAT32, shape));
        builder.output("out", out);
        builder.output(
                "loss",
                out.times(builder.constant(HostTensor.of(shape, 1, -2, 0.5f))).sum());

        Differential found = differential(builder.build(), Map.of("x", equal, "y", equal));

        assertClose(found.outputs().get("out"), ReferenceTensor.of(equal), 0);
        ReferenceTensor half = ReferenceTensor.of(shape, 0.5, -1, 0.25);
        assertClose(found.inputGradients().get("x"), half, 0);
        assertClose(found.inputGradients().get("y"), half, 0);
    }

    /** With respect to all inputs. */
    private Differential differential(Program program, Map<String, TensorValue> inputs) {
        try (Variables none = session().variables(List.of(), List.of())) {
            return session().differentiate(program, none, inputs, "loss", List.copyOf(inputs.keySet()));
        }
    }

    private static ReferenceTensor gradient(OperationCase checked, String with) {
        return FiniteDifferences.gradient(checked.program(), checked.inputs(), checked.variables(), "loss", with);
    }

    private Variables variables(OperationCase checked) {
        Variables variables = session()
                .variables(checked.program().parameters(), checked.program().buffers());
        variables.load(checked.hostVariables());
        return variables;
    }

    /** Within the tolerance, relative where the reference is above 1. */
    public static void assertClose(HostTensor actual, ReferenceTensor expected, double tolerance) {
        assertClose("", actual, expected, tolerance);
    }

    /** @param what is compared, for messages */
    static void assertClose(String what, HostTensor actual, ReferenceTensor expected, double tolerance) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double[] values = ReferenceTensor.of(actual).values();
        for (int i = 0; i < values.length; i++) {
            double reference = expected.values()[i];
            assertThat(values[i])
                    .as("%s element %d", what, i)
                    .isCloseTo(reference, within(tolerance * Math.max(1, Math.abs(reference))));
        }
    }
}
