package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.network.ResnetEncoder;
import org.disentangle.core.network.ResnetOptions;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** ResNet-18 against torchvision's, with weights from a formula (see scripts/golden/engine.py). */
public abstract class ResnetContract extends EngineContract {
    protected static final JsonNode GOLDEN = GoldenNumbers.read("resnet18.json");
    private static final Shape INPUT = Shape.of(4, 3, 64, 64);
    private static final int EVERY = 16;

    @Test
    void evaluation_agrees_with_torchvision() {
        assertFeatures(features(session(), Mode.EVALUATION), GOLDEN.get("evaluation"), 2e-3);
    }

    @Test
    void training_agrees_with_torchvision_and_moves_the_running_statistics_alike() {
        Program program = program(Mode.TRAINING);
        try (Variables variables = variables(session(), program);
                Executable executable = session().executable(program, variables);
                StepScope scope = session().scope()) {
            HostTensor r = executable.run(Map.of("x", input())).get("r").toHost();
            assertFeatures(r, GOLDEN.get("training"), 2e-3);
            Map<String, HostTensor> after = variables.export();
            assertNumbers(after.get("stem/norm/running_mean"), GOLDEN.get("stem_running_mean"));
            assertNumbers(after.get("stem/norm/running_variance"), GOLDEN.get("stem_running_variance"));
        }
    }

    @Test
    void gradients_agree_with_torchvision() {
        Program program = program(Mode.TRAINING);
        try (Variables variables = variables(session(), program)) {
            Differential differential =
                    session().differentiate(program, variables, Map.of("x", input()), "loss", List.of());
            assertThat((double) differential.outputs().get("loss").floats()[0])
                    .isCloseTo(GOLDEN.get("loss").asDouble(), within(1e-3));
            double[] norms = GoldenNumbers.numbers(GOLDEN.get("gradient_norms"));
            int position = 0;
            for (ParameterDeclaration parameter : program.parameters()) {
                double norm = norm(
                        differential.parameterGradients().get(parameter.name()).floats());
                assertThat(norm).as(parameter.name()).isCloseTo(norms[position], within(1e-2 * norms[position] + 1e-5));
                position++;
            }
            assertThat(position).isEqualTo(norms.length);
        }
    }

    protected static HostTensor features(Session session, Mode mode) {
        Program program = program(mode);
        try (Variables variables = variables(session, program);
                Executable executable = session.executable(program, variables);
                StepScope scope = session.scope()) {
            return executable.run(Map.of("x", input())).get("r").toHost();
        }
    }

    private static Program program(Mode mode) {
        ProgramBuilder builder = new ProgramBuilder("resnet18");
        Tensor x = builder.input("x", ElementType.FLOAT32, INPUT);
        ResnetOptions options = new ResnetOptions(18, ResnetOptions.Stem.IMAGENET, false);
        Tensor r = new ResnetEncoder().encode(options, x, mode);
        builder.output("r", r);
        builder.output("loss", r.square().mean());
        return builder.build();
    }

    private static HostTensor input() {
        float[] values = new float[INPUT.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) noise(0.011 * i);
        }
        return HostTensor.of(INPUT, values);
    }

    private static Variables variables(Session session, Program program) {
        Variables variables = session.variables(program.parameters(), program.buffers());
        Map<String, HostTensor> values = new LinkedHashMap<>();
        int position = 0;
        for (ParameterDeclaration parameter : program.parameters()) {
            values.put(parameter.name(), formula(parameter, position));
            position++;
        }
        program.buffers().forEach(buffer -> {
            float[] constant = new float[buffer.shape().elements()];
            java.util.Arrays.fill(constant, buffer.initialValue());
            values.put(buffer.name(), HostTensor.of(buffer.shape(), constant));
        });
        variables.load(values);
        return variables;
    }

    private static HostTensor formula(ParameterDeclaration parameter, int position) {
        Shape shape = parameter.shape();
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            double noise = noise(12.9898 * i + 78.233 * position);
            if (shape.rank() == 4) {
                values[i] = (float) (noise * Math.sqrt(6.0 / (shape.size(0) * shape.size(2) * shape.size(3))));
            } else {
                values[i] = (float) (0.1 * noise + (parameter.name().endsWith("scale") ? 1 : 0));
            }
        }
        return HostTensor.of(shape, values);
    }

    private static double noise(double angle) {
        double scaled = Math.sin(angle) * 43758.5453;
        return 2 * (scaled - Math.floor(scaled)) - 1;
    }

    protected static void assertFeatures(HostTensor features, JsonNode golden, double tolerance) {
        double[] expected = GoldenNumbers.numbers(golden);
        float[] values = features.floats();
        double scale = norm(expected) / Math.sqrt(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) values[i * EVERY]).isCloseTo(expected[i], within(tolerance * scale));
        }
    }

    private static void assertNumbers(HostTensor actual, JsonNode golden) {
        OperationsContract.assertClose(actual, GoldenNumbers.tensor(actual.shape(), golden), 1e-5);
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
