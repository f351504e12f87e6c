package org.disentangle.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {
    private static Session session;

    @BeforeAll
    static void open() {
        session = new LibTorchEngine().open(new SessionOptions("cpu", Precision.FP32, 2));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    static List<Case> cases() {
        return Cases.all();
    }

    static List<Case> smoothCases() {
        return Cases.all().stream().filter(Case::smooth).toList();
    }

    @Test
    void the_cases_cover_the_whole_vocabulary() {
        Set<Object> seen = new HashSet<>();
        for (Case checked : Cases.all()) {
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
    void values_are_those_of_the_reference(Case checked) {
        ReferenceInterpreter.Result expected =
                ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
        try (Variables variables = variables(checked);
                Executable executable = session.executable(checked.program(), variables);
                StepScope scope = session.scope()) {
            Map<String, DeviceTensor> outputs = executable.run(checked.hostInputs());
            expected.outputs()
                    .forEach((name, value) -> assertClose(outputs.get(name).toHost(), value, 2e-5));
            Map<String, HostTensor> after = variables.export();
            expected.buffers().forEach((name, value) -> assertClose(after.get(name), value, 1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("smoothCases")
    void gradients_are_those_of_finite_differences(Case checked) {
        List<String> with = List.copyOf(checked.inputs().keySet());
        try (Variables variables = variables(checked)) {
            String before = variables.digest();
            Differential differential =
                    session.differentiate(checked.program(), variables, checked.hostInputs(), "loss", with);
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
    void differentiation_gives_the_same_values(Case checked) {
        ReferenceInterpreter.Result expected =
                ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
        try (Variables variables = variables(checked)) {
            Differential differential =
                    session.differentiate(checked.program(), variables, checked.hostInputs(), "loss", List.of());
            expected.outputs()
                    .forEach((name, value) -> assertClose(differential.outputs().get(name), value, 2e-5));
        }
    }

    private static ReferenceTensor gradient(Case checked, String with) {
        return FiniteDifferences.gradient(checked.program(), checked.inputs(), checked.variables(), "loss", with);
    }

    private static Variables variables(Case checked) {
        Variables variables = session.variables(
                checked.program().parameters(), checked.program().buffers());
        variables.load(checked.hostVariables());
        return variables;
    }

    static void assertClose(HostTensor actual, ReferenceTensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] values = ReferenceTensor.of(actual).values();
        for (int i = 0; i < values.length; i++) {
            double reference = expected.values()[i];
            assertThat(values[i])
                    .as("element %d", i)
                    .isCloseTo(reference, within(tolerance * Math.max(1, Math.abs(reference))));
        }
    }
}
