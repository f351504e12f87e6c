package org.disentangle.methods.burns;

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
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Losses and gradients against a second writing of the objectives, over PyTorch's autograd: {@code scripts/golden/burns_objectives.py}. */
class ObjectiveNumbersTest {
    private static final int BATCH = 4;
    private static final int ROWS = 2 * BATCH;
    private static final double TEMPERATURE = 0.5;
    private static final double LAMBDA = 0.7;

    private record Case<O extends Record>(Method<O> method, O options) {
        Program program() {
            return ObjectiveProgram.overEmbeddings(method, options, ObjectiveHarness.DATA, 6, BATCH);
        }
    }

    @TestFactory
    Stream<DynamicTest> losses_and_gradients_are_those_of_pytorch() throws IOException {
        List<String> lines = Goldens.lines(ObjectiveNumbersTest.class, "burns_objectives.csv");
        assertThat(lines).hasSize(32);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line.split(",")[0], () -> check(line)));
    }

    private static void check(String line) {
        double[] expected = Goldens.numbers(line);
        Program program = parse(Goldens.words(line, " ")).program();
        Map<String, ReferenceTensor> inputs = inputs(program);
        Map<String, ReferenceTensor> outputs =
                ReferenceInterpreter.run(program, inputs).outputs();

        assertThat(outputs.get("loss").scalar()).isCloseTo(expected[0], within(1e-8));
        if (outputs.containsKey("regularizer")) {
            assertThat(outputs.get("regularizer").scalar()).isCloseTo(expected[1], within(1e-7));
        }
        String rows = inputs.containsKey(ObjectiveProgram.EMBEDDING)
                ? ObjectiveProgram.EMBEDDING
                : ObjectiveProgram.REPRESENTATION;
        double[] gradient = FiniteDifferences.gradient(program, inputs, Map.of(), "loss", rows)
                .values();
        double size = Arrays.stream(gradient).map(Math::abs).sum();
        assertThat(size).isCloseTo(expected[5], within(1e-6 * (1 + size)));
        assertThat(Arrays.copyOf(gradient, 3))
                .containsExactly(Arrays.copyOfRange(expected, 2, 5), within(1e-6 * (1 + size)));
    }

    private static Case<?> parse(String[] words) {
        return switch (words[0]) {
            case "simclr" ->
                new Case<>(
                        new Simclr(),
                        new SimclrOptions(Goldens.constant(LabelUse.class, words[1]), TEMPERATURE, 6, List.of(), true));
            case "infomin" ->
                new Case<>(
                        new InfoMin(),
                        new InfoMinOptions(
                                Goldens.constant(LabelUse.class, words[1]),
                                TEMPERATURE,
                                LAMBDA,
                                3,
                                List.of(),
                                words[2].equals("normalized")));
            case "ortho" ->
                new Case<>(
                        new Ortho(),
                        new OrthoOptions(
                                LabelUse.JOINT_SUPCON,
                                TEMPERATURE,
                                LAMBDA,
                                Goldens.constant(Partners.class, words[1]),
                                3,
                                List.of(),
                                true));
            case "ortho-perm" ->
                new Case<>(
                        new OrthoPerm(),
                        new OrthoPermOptions(
                                LabelUse.JOINT_SUPCON,
                                TEMPERATURE,
                                LAMBDA,
                                Goldens.constant(Partners.class, words[1]),
                                OrthoPermOptions.Redraw.PER_STEP,
                                3,
                                List.of(),
                                true));
            case "hessian" ->
                new Case<>(
                        new Hessian(),
                        new HessianOptions(
                                Goldens.constant(LabelUse.class, words[1]),
                                TEMPERATURE,
                                LAMBDA,
                                Goldens.constant(HessianOptions.Gradient.class, words[2]),
                                Goldens.constant(HessianOptions.GradientLoss.class, words[3]),
                                6,
                                List.of(),
                                true));
            case "supervised" -> new Case<>(new Supervised(), new SupervisedOptions(TEMPERATURE, true));
            default -> throw new AssertionError(words[0]);
        };
    }

    private static Map<String, ReferenceTensor> inputs(Program program) {
        double[] rows = Goldens.waves(ROWS * 6);
        Map<String, ReferenceTensor> all = Map.of(
                ObjectiveProgram.EMBEDDING,
                ReferenceTensor.of(Shape.of(ROWS, 6), rows),
                ObjectiveProgram.REPRESENTATION,
                ReferenceTensor.of(Shape.of(ROWS, 6), rows),
                "labels/joint",
                ReferenceTensor.of(Shape.of(ROWS), 5, 2, 5, 1, 5, 2, 5, 1),
                "labels/A",
                ReferenceTensor.of(Shape.of(ROWS), 0, 1, 0, 2, 0, 1, 0, 2),
                "labels/B",
                ReferenceTensor.of(Shape.of(ROWS), 1, 1, 0, 1, 1, 1, 0, 1),
                "step/permutation",
                ReferenceTensor.of(Shape.of(3), 2, 0, 1));
        Map<String, ReferenceTensor> inputs = new HashMap<>(all);
        inputs.keySet().retainAll(program.inputs().keySet());
        return inputs;
    }
}
