package org.disentangle.methods.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.methods.Goldens;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Losses and gradients against a second writing of the objectives, over PyTorch's autograd: {@code scripts/golden/invariance_objectives.py}. */
class InvarianceNumbersTest {
    private static final int BATCH = 5;
    private static final int WIDTH = 7;

    private record Case<O extends Record>(Method<O> method, O options) {
        Program program() {
            return ObjectiveProgram.overEmbeddings(method, options, ObjectiveHarness.DATA, WIDTH, BATCH);
        }
    }

    @TestFactory
    Stream<DynamicTest> losses_and_gradients_are_those_of_pytorch() throws IOException {
        List<String> lines = Goldens.lines(InvarianceNumbersTest.class, "invariance_objectives.csv");
        assertThat(lines).hasSize(47);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line.split(",")[0], () -> check(line)));
    }

    private static void check(String line) {
        double[] expected = Goldens.numbers(line);
        Program program = parse(Goldens.words(line, " ")).program();
        Map<String, ReferenceTensor> inputs = inputs(program);
        double loss =
                ReferenceInterpreter.run(program, inputs).outputs().get("loss").scalar();
        double[] gradient = FiniteDifferences.gradient(program, inputs, Map.of(), "loss", ObjectiveProgram.EMBEDDING)
                .values();
        double size = Arrays.stream(gradient).map(Math::abs).sum();

        assertThat(loss).isCloseTo(expected[0], within(1e-7));
        assertThat(size).isCloseTo(expected[4], within(1e-6 * (1 + size)));
        assertThat(Arrays.copyOf(gradient, 3))
                .containsExactly(Arrays.copyOfRange(expected, 1, 4), within(1e-6 * (1 + size)));
    }

    private static Case<?> parse(String[] words) {
        return switch (words[0]) {
            case "multi-space" -> new Case<>(new MultiSpace(), multiSpace(words));
            case "vicreg" ->
                new Case<>(
                        new Vicreg(),
                        new VicregOptions(
                                25,
                                25,
                                1,
                                Goldens.constant(VicregOptions.CovarianceViews.class, words[1]),
                                WIDTH,
                                List.of()));
            case "barlow-twins" -> new Case<>(new BarlowTwins(), new BarlowTwinsOptions(1, 0.0051, WIDTH, List.of()));
            default -> throw new AssertionError(words[0]);
        };
    }

    private static MultiSpaceOptions multiSpace(String[] words) {
        String ablation = words[5];
        return new MultiSpaceOptions(
                List.of("color", "crop"),
                Goldens.constant(Pairs.class, words[2]),
                Goldens.constant(Form.class, words[1]),
                0.4,
                ablation.equals("both") || ablation.equals("joint"),
                !ablation.equals("joint") && !ablation.equals("none"),
                ablation.equals("own"),
                new AdaptiveWeight(2, words[4].equals("adapted") ? 0.1 : 0, 0.001, 0, true),
                Goldens.constant(MultiSpaceOptions.ContentViews.class, words[3]),
                false,
                25,
                1,
                WIDTH,
                List.of(3, 2, 2),
                List.of(),
                true);
    }

    private static Map<String, ReferenceTensor> inputs(Program program) {
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        program.inputs().forEach((name, node) -> {
            inputs.put(
                    name,
                    switch (name) {
                        case "pair_type" -> ReferenceTensor.of(Shape.of(BATCH), 0, 1, 2, 0, 1);
                        case "step/lambda" -> ReferenceTensor.of(Shape.of(3), 1.5, 0.25, 3);
                        default ->
                            ReferenceTensor.of(
                                    node.shape(), Goldens.waves(node.shape().elements()));
                    });
        });
        return inputs;
    }
}
