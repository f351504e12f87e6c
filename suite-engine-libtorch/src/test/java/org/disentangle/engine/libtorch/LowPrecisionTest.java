package org.disentangle.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.OperationCases;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.testkit.engine.OperationsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions in bfloat16: eight bits in layers, all bits elsewhere. */
class LowPrecisionTest {
    private static final double LAYERS = 0.06;
    private static final double ELSEWHERE = 2e-5;

    private static Session session;

    @BeforeAll
    static void open() {
        session = new LibTorchEngine().open(new SessionOptions("cpu", Precision.BF16, 2));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    static List<OperationCase> cases() {
        return OperationCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void only_layers_lose_precision(OperationCase checked) {
        ReferenceInterpreter.Result expected =
                ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
        double tolerance = checked.hasLayers() ? LAYERS : ELSEWHERE;
        try (Variables variables = variables(checked);
                Executable executable = session.executable(checked.program(), variables);
                StepScope scope = session.scope()) {
            Map<String, DeviceTensor> outputs = executable.run(checked.hostInputs());
            OperationsContract.assertClose(outputs.get("out").toHost(), expected.output("out"), tolerance);
        }
        try (Variables variables = variables(checked)) {
            Differential differential =
                    session.differentiate(checked.program(), variables, checked.hostInputs(), "loss", List.of());
            OperationsContract.assertClose(differential.outputs().get("out"), expected.output("out"), tolerance);
            if (checked.hasLayers()) {
                assertThat(differential.outputs().get("out").floats())
                        .isNotEqualTo(expected.output("out")
                                .toHost(ElementType.FLOAT32)
                                .floats());
            }
        }
    }

    private static Variables variables(OperationCase checked) {
        Variables variables = session.variables(
                checked.program().parameters(), checked.program().buffers());
        variables.load(checked.hostVariables());
        return variables;
    }
}
