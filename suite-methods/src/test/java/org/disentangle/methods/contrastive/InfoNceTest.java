package org.disentangle.methods.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InfoNceTest {
    private static final int BATCH = 4;
    private static final int ROWS = 2 * BATCH;
    private static final int WIDTH = 3;
    private static final double[] JOINT = {5, 2, 5, 1, 5, 2, 5, 1};

    /** The loss written with loops, as sec. 1.3 and 1.4 of the specification print it. */
    @ParameterizedTest
    @EnumSource(LabelUse.class)
    void the_loss_is_the_formula(LabelUse labels) {
        ReferenceTensor z = rows(1);
        double temperature = 0.7;
        double expected = 0;
        for (int i = 0; i < ROWS; i++) {
            double positives = 0;
            double count = 0;
            double denominator = 0;
            for (int a = 0; a < ROWS; a++) {
                boolean pair = a % BATCH == i % BATCH;
                boolean sameLabel = JOINT[a] == JOINT[i];
                boolean positive = a != i && (labels == LabelUse.JOINT_SUPCON ? sameLabel : pair);
                boolean excluded = labels == LabelUse.JOINT_EXCLUDE && sameLabel && !pair;
                if (a != i && !excluded) {
                    denominator += Math.exp(similarity(z, i, a) / temperature);
                }
                positives += positive ? similarity(z, i, a) / temperature : 0;
                count += positive ? 1 : 0;
            }
            expected += (Math.log(denominator) - positives / count) / ROWS;
        }

        assertThat(run(program(labels, temperature), z).output("loss").scalar()).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(LabelUse.class)
    void the_gradient_in_closed_form_is_that_of_finite_differences(LabelUse labels) {
        Program program = program(labels, 0.3);
        ReferenceTensor numerical = FiniteDifferences.gradient(program, inputs(rows(2)), Map.of(), "sum", "z");

        assertThat(run(program, rows(2)).output("gradient").values()).containsExactly(numerical.values(), within(1e-7));
    }

    @Test
    void a_row_without_positives_costs_nothing_and_has_no_part_in_the_gradient() {
        ProgramBuilder builder = new ProgramBuilder("labels");
        Tensor z = builder.input("z", ElementType.FLOAT32, Shape.of(4, 2));
        ObjectiveGraph graph = graph(builder, z, 2);
        Tensor labels = builder.input("labels", ElementType.INT64, Shape.of(4));
        InfoNce infoNce = new InfoNce(z, PairMasks.byLabels(graph, labels), 1);
        builder.output("sum", infoNce.loss().times(4));
        builder.output("gradient", infoNce.gradient());
        Program program = builder.build();
        Map<String, ReferenceTensor> inputs = Map.of(
                "z", ReferenceTensor.of(Shape.of(4, 2), 1, 0, 0.6, 0.8, -1, 0.1, 0, 2),
                "labels", ReferenceTensor.of(Shape.of(4), 1, 1, 2, 3));

        ReferenceInterpreter.Result result = ReferenceInterpreter.run(program, inputs);

        double first = Math.log(Math.exp(0.6) + Math.exp(-1) + 1) - 0.6;
        double second = Math.log(Math.exp(0.6) + Math.exp(-0.6 + 0.08) + Math.exp(1.6)) - 0.6;
        assertThat(result.output("sum").scalar()).isCloseTo(first + second, within(1e-6));
        ReferenceTensor numerical = FiniteDifferences.gradient(program, inputs, Map.of(), "sum", "z");
        assertThat(result.output("gradient").values()).containsExactly(numerical.values(), within(1e-7));
    }

    @Test
    void masks_never_pair_a_row_with_itself_and_hold_every_positive_as_a_candidate() {
        for (LabelUse labels : LabelUse.values()) {
            ReferenceInterpreter.Result result = run(program(labels, 1), rows(1));
            ReferenceTensor positives = result.output("positives");
            ReferenceTensor candidates = result.output("candidates");
            for (int i = 0; i < ROWS; i++) {
                assertThat(positives.at(i, i)).isZero();
                assertThat(candidates.at(i, i)).isZero();
                for (int a = 0; a < ROWS; a++) {
                    assertThat(positives.at(i, a)).isIn(0.0, 1.0).isLessThanOrEqualTo(candidates.at(i, a));
                    assertThat(candidates.at(i, a)).isIn(0.0, 1.0).isEqualTo(candidates.at(a, i));
                }
            }
        }
    }

    private static Program program(LabelUse labels, double temperature) {
        ProgramBuilder builder = new ProgramBuilder("info-nce");
        Tensor z = builder.input("z", ElementType.FLOAT32, Shape.of(ROWS, WIDTH));
        PairMasks masks = PairMasks.of(graph(builder, z, BATCH), labels);
        InfoNce infoNce = new InfoNce(z, masks, temperature);
        builder.output("loss", infoNce.loss());
        builder.output("sum", infoNce.loss().times(ROWS));
        builder.output("gradient", infoNce.gradient());
        builder.output("positives", masks.positives());
        builder.output("candidates", masks.candidates());
        return builder.build();
    }

    private static ObjectiveGraph graph(ProgramBuilder builder, Tensor z, int batch) {
        Architecture none = new Architecture(List.of(), List.of(), List.of());
        return new ObjectiveGraph(builder, z, null, none, ObjectiveHarness.DATA, 2, batch, List.of());
    }

    private static ReferenceInterpreter.Result run(Program program, ReferenceTensor z) {
        return ReferenceInterpreter.run(program, inputs(z));
    }

    private static Map<String, ReferenceTensor> inputs(ReferenceTensor z) {
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        inputs.put("z", z);
        inputs.put("labels/joint", ReferenceTensor.of(Shape.of(ROWS), JOINT));
        return inputs;
    }

    private static ReferenceTensor rows(int seed) {
        double[] values = new double[ROWS * WIDTH];
        Arrays.setAll(values, i -> Math.sin(1.7 * i + seed));
        return ReferenceTensor.of(Shape.of(ROWS, WIDTH), values);
    }

    private static double similarity(ReferenceTensor z, int i, int a) {
        double sum = 0;
        for (int k = 0; k < WIDTH; k++) {
            sum += z.at(i, k) * z.at(a, k);
        }
        return sum;
    }
}
