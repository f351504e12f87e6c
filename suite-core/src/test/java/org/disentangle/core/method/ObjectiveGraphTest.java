package org.disentangle.core.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Split;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ObjectiveGraphTest {
    record NoOptions() {}

    /** A method with one head of two numbers, whose loss is given by the test. */
    record Fake(Function<ObjectiveInputs, Loss> loss, boolean heads) implements Method<NoOptions> {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String summary() {
            return "A fake";
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public Architecture architecture(NoOptions options, int representationDimension) {
            Head head = new Head("z", 0, representationDimension, new HeadOptions(List.of(), 2, false, true, true));
            return heads
                    ? new Architecture(List.of(new Block("r0", 0, 3)), List.of(head), List.of(new Block("z1", 1, 1)))
                    : new Architecture(List.of(new Block("r0", 0, 3)), List.of(), List.of());
        }

        @Override
        public List<StepInput> stepInputs(NoOptions options) {
            return List.of(new StepInput("order", ElementType.INT64, Shape.of(2), "an order"));
        }

        @Override
        public Loss objective(NoOptions options, ObjectiveInputs inputs) {
            return loss.apply(inputs);
        }
    }

    @Test
    void only_what_the_objective_asks_for_becomes_an_input() {
        assertThat(program(in -> in.embedding().mean(), 6).inputs()).containsOnlyKeys("embedding");
        assertThat(program(in -> in.representation().mean(), 6).inputs()).containsOnlyKeys("representation");
        Program all = program(
                in -> in.embedding()
                        .mean()
                        .plus(in.jointLabels().equalTo(in.labels("A")).mean())
                        .plus(in.stepInput("order").cast(ElementType.FLOAT32).mean()),
                6);
        assertThat(all.inputs()).containsOnlyKeys("embedding", "labels/joint", "labels/A", "step/order");
        assertThat(all.inputs().get("labels/A").shape()).isEqualTo(Shape.of(8));
        assertThat(all.inputs().get("labels/A").type()).isEqualTo(ElementType.INT64);
        assertThat(all.inputs().get("step/order").shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void asking_twice_declares_once() {
        Program program = program(
                in -> in.jointLabels()
                        .equalTo(in.jointLabels())
                        .mean()
                        .plus(in.block("z1").times(in.block("z1")).mean()),
                6);
        assertThat(program.inputs()).containsOnlyKeys("labels/joint", "embedding");
    }

    @Test
    void rows_are_views_times_batch_and_blocks_are_columns() {
        Program program = program(
                in -> {
                    assertThat(in.views()).isEqualTo(2);
                    assertThat(in.batch()).isEqualTo(4);
                    assertThat(in.embedding().shape()).isEqualTo(Shape.of(8, 2));
                    assertThat(in.representation().shape()).isEqualTo(Shape.of(8, 6));
                    assertThat(in.block("r0").shape()).isEqualTo(Shape.of(8, 3));
                    assertThat(in.block("z1").shape()).isEqualTo(Shape.of(8, 1));
                    assertThat(in.sharedFactors()).containsExactly("A");
                    return in.block("r0").mean();
                },
                6);
        assertThat(program.outputs().keySet()).containsExactly("loss", "part");
    }

    @Test
    void what_is_not_there_is_refused_by_name() {
        assertThatThrownBy(() -> program(in -> in.block("z7").mean(), 6))
                .hasMessageContaining("'z7'")
                .hasMessageContaining("[z1, r0]");
        assertThatThrownBy(() -> program(in -> in.stepInput("noise"), 6)).hasMessageContaining("'noise'");
        assertThatThrownBy(() -> program(in -> in.labels("B"), 6)).hasMessageContaining("'B'");
        assertThatThrownBy(() -> program(in -> in.jointLabels(), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'pairs' has no joint labels");
        assertThatThrownBy(() -> ObjectiveProgram.overEmbeddings(
                        new Fake(in -> new Loss(in.embedding().mean(), Map.of()), false),
                        new NoOptions(),
                        data(6),
                        6,
                        4))
                .hasMessageContaining("no heads");
    }

    @Test
    void a_loss_that_is_no_scalar_is_refused() {
        assertThatThrownBy(() -> program(in -> in.embedding().mean(0), 6))
                .hasMessageContaining("'fake'")
                .hasMessageContaining("[2]");
    }

    private static Program program(Function<ObjectiveInputs, Tensor> loss, int jointCardinality) {
        Fake method = new Fake(
                in -> {
                    Tensor total = loss.apply(in);
                    return new Loss(total, Map.of("part", total));
                },
                true);
        return ObjectiveProgram.overEmbeddings(method, new NoOptions(), data(jointCardinality), 6, 4);
    }

    private static DataSetDescription data(int jointCardinality) {
        return new DataSetDescription(
                "pairs",
                Shape.of(3),
                List.of(new Factor("A", "first", List.of("a", "b"))),
                List.of("A"),
                Map.of(Split.TRAIN, 10, Split.TEST, 4),
                2,
                jointCardinality,
                "");
    }
}
