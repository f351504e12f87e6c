package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/**
 * Losses and gradients against literal sub-batches, a vector of scales and PyTorch's autograd: {@code
 * scripts/golden/ipirm_objectives.py}.
 */
class ObjectiveNumbersTest {
    private static final int BATCH = 7;
    private static final int WIDTH = 4;
    private static final int ENVIRONMENTS = 3;
    private static final Map<String, double[]> PARTITIONS = Map.of(
            "two",
            new double[] {0, 1, 1, 0, 1, 0, 1},
            "several",
            new double[] {0, 1, 1, 0, 1, 0, 1, -1, -1, -1, -1, -1, -1, -1, 2, 2, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1},
            "one environment",
            new double[] {1, 1, 1, 1, 1, 1, 1},
            "lonely",
            new double[] {0, 1, 1, 1, 1, 1, 1},
            "none",
            new double[] {-1, -1, -1, -1, -1, -1, -1},
            "nobody together",
            new double[] {0, 1, 2, 3, 4, 5, 6});

    @TestFactory
    Stream<DynamicTest> losses_and_gradients_are_those_of_pytorch() throws IOException {
        List<String> lines = Goldens.lines(ObjectiveNumbersTest.class, "ipirm_objectives.csv");
        assertThat(lines).hasSize(48);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line.split(",")[0], () -> check(line)));
    }

    private static void check(String line) {
        double[] expected = Goldens.numbers(line);
        String[] words = Goldens.words(line, ";");
        Program program = program(words);
        Map<String, ReferenceTensor> inputs = inputs(program, PARTITIONS.get(words[1]));
        Map<String, ReferenceTensor> outputs =
                ReferenceInterpreter.run(program, inputs).outputs();

        assertThat(outputs.get("loss").scalar()).isCloseTo(expected[0], within(1e-8));
        assertThat(outputs.get("contrastive").scalar()).isCloseTo(expected[1], within(1e-8));
        if (outputs.containsKey("global")) {
            assertThat(outputs.get("global").scalar()).isCloseTo(expected[2], within(1e-8));
        }
        assertThat(outputs.get("penalty").scalar()).isCloseTo(expected[3], within(1e-8));
        double[] gradient = FiniteDifferences.gradient(program, inputs, Map.of(), "loss", ObjectiveProgram.EMBEDDING)
                .values();
        assertThat(gradient).containsExactly(Arrays.copyOfRange(expected, 4, expected.length), within(1e-6));
    }

    private static Program program(String[] words) {
        Penalty penalty = Goldens.constant(Penalty.class, words[2]);
        double weight = Double.parseDouble(words[4]);
        boolean keep = Boolean.parseBoolean(words[5]);
        int partitions = PARTITIONS.get(words[1]).length / BATCH;
        if (words[0].equals("ip-irm")) {
            IpIrmOptions options = new IpIrmOptions(
                    0.5,
                    Double.parseDouble(words[3]),
                    weight,
                    penalty,
                    keep,
                    ENVIRONMENTS,
                    partitions,
                    SearchOptions.DEFAULT,
                    WIDTH,
                    List.of());
            return ObjectiveProgram.overEmbeddings(new IpIrm(), options, ObjectiveHarness.DATA, 6, BATCH);
        }
        IpIrmMixupOptions options = new IpIrmMixupOptions(
                0.2,
                0.5,
                weight,
                penalty,
                keep,
                ENVIRONMENTS,
                partitions,
                MixPartners.BATCH,
                Goldens.constant(MixWeight.class, words[3]),
                SearchOptions.DEFAULT,
                WIDTH,
                List.of());
        return ObjectiveProgram.overEmbeddings(new IpIrmMixup(), options, ObjectiveHarness.DATA, 6, BATCH);
    }

    private static Map<String, ReferenceTensor> inputs(Program program, double[] partition) {
        Map<String, ReferenceTensor> inputs = new HashMap<>(Map.of(
                ObjectiveProgram.EMBEDDING,
                ReferenceTensor.of(Shape.of(2 * BATCH, WIDTH), Goldens.waves(2 * BATCH * WIDTH)),
                "step/partition",
                ReferenceTensor.of(Shape.of(partition.length / BATCH, BATCH), partition),
                "step/mix_weight",
                ReferenceTensor.of(Shape.of(BATCH), 0.9, 0.5, 0.75, 0.6, 1.0, 0.55, 0.8),
                "step/mix_partner",
                ReferenceTensor.of(Shape.of(BATCH), 3, 2, 4, 5, 1, 0, 6)));
        inputs.keySet().retainAll(program.inputs().keySet());
        return inputs;
    }
}
