package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every method must keep, whatever runs it. A method's test extends this, or {@link MethodGradientContract}, which adds what
 * only an engine can show.
 */
public abstract class MethodContract<O extends Record> {
    /** The size of r in these tests. */
    protected static final int REPRESENTATION = 12;
    /** Groups in the batch of these tests. */
    protected static final int BATCH = 6;

    protected abstract Method<O> method();

    /** The settings to check: the defaults and each mode of the method. */
    protected List<O> settings() {
        return List.of(method().defaults());
    }

    /** Whether the loss is the same when the groups of a batch are put in another order. */
    protected boolean ignoresOrderOfGroups() {
        return true;
    }

    /** A run whose step inputs go into the objective; for a method that computes them from what it keeps, one that keeps something. */
    protected MethodRun begin(O options) {
        return method().begin(options);
    }

    @Test
    void it_is_found_under_a_valid_name() {
        ComponentChecks.expectFound("method", Method.class, method());
    }

    @Test
    void its_options_are_plain_values_and_survive_the_way_there_and_back() {
        ComponentChecks.expectPlainOptions(settings());
    }

    @Test
    void it_refuses_numbers_that_are_not_finite_and_names_the_key() {
        ComponentChecks.expectFiniteOptions(method().defaults());
    }

    @Test
    void its_blocks_have_different_names_and_lie_within_r_and_z() {
        for (O options : settings()) {
            Architecture architecture = method().architecture(options, REPRESENTATION);
            Set<String> names = new HashSet<>();
            for (Block block : architecture.representationBlocks()) {
                assertThat(block.start() + block.length()).isLessThanOrEqualTo(REPRESENTATION);
                assertThat(names.add(block.name())).isTrue();
            }
            for (Block block : architecture.embeddingBlocks()) {
                assertThat(block.start() + block.length()).isLessThanOrEqualTo(architecture.embeddingDimension());
                assertThat(names.add(block.name())).isTrue();
            }
            assertThat(names).doesNotContain("r", "z").allMatch(name -> name.matches("[a-z][a-z0-9_/-]*"));
        }
    }

    @Test
    void its_heads_have_different_names_and_read_columns_of_r() {
        for (O options : settings()) {
            Set<String> names = new HashSet<>();
            for (Head head : method().architecture(options, REPRESENTATION).heads()) {
                assertThat(head.start()).isNotNegative();
                assertThat(head.start() + head.length()).isLessThanOrEqualTo(REPRESENTATION);
                assertThat(names.add(head.name())).isTrue();
            }
        }
    }

    @Test
    void its_step_inputs_are_those_it_declares_and_depend_on_seed_and_step_alone() {
        for (O options : settings()) {
            List<StepInput> declared = method().stepInputs(options, BATCH);
            for (long step : new long[] {0, 1, 1000}) {
                Map<String, HostTensor> first = begin(options).stepInputs(ObjectiveHarness.step(step, BATCH, 7));
                Map<String, HostTensor> again = begin(options).stepInputs(ObjectiveHarness.step(step, BATCH, 7));
                assertThat(first.keySet())
                        .containsExactlyInAnyOrderElementsOf(
                                declared.stream().map(StepInput::name).toList());
                for (StepInput input : declared) {
                    HostTensor value = Found.in(first, input.name());
                    assertThat(value.type()).isEqualTo(input.type());
                    assertThat(value.shape()).isEqualTo(input.shape());
                    assertThat(ReferenceTensor.of(value)).isEqualTo(ReferenceTensor.of(Found.in(again, input.name())));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> its_loss_and_terms_are_finite_scalars() {
        return forEachSetting(harness -> {
            Map<String, ReferenceTensor> outputs = ReferenceInterpreter.run(harness.program(), harness.inputs(1))
                    .outputs();
            assertThat(outputs.keySet()).first().isEqualTo(ObjectiveGraph.LOSS);
            outputs.forEach((name, value) -> {
                assertThat(value.shape()).as(name).isEqualTo(Shape.SCALAR);
                assertThat(value.scalar()).as(name).isFinite();
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> its_loss_does_not_depend_on_the_order_of_the_groups() {
        if (!ignoresOrderOfGroups()) {
            return Stream.empty();
        }
        return forEachSetting(harness -> {
            Map<String, ReferenceTensor> inputs = harness.inputs(2);
            int[] order = SeedStreams.permutation(BATCH, new SeedStreams(3).stream("order"));
            Map<String, ReferenceTensor> reordered = new HashMap<>(inputs);
            Set<String> perRow = new HashSet<>(harness.rowInputs());
            inputs.keySet().stream().filter(name -> name.startsWith("labels/")).forEach(perRow::add);
            perRow.add(ObjectiveGraph.PAIR_TYPE);
            perRow.forEach(name -> reordered.computeIfPresent(name, (key, value) -> reorder(value, order)));

            double loss = loss(harness.program(), inputs);
            assertThat(loss(harness.program(), reordered))
                    .as("the loss with the groups in another order, to 1e-9 of its size")
                    .isCloseTo(loss, Offset.offset(1e-9 * Math.max(1, Math.abs(loss))));
        });
    }

    /** One test per setting, of a method that trains. */
    protected final Stream<DynamicTest> forEachSetting(Consumer<ObjectiveHarness<O>> check) {
        if (!method().trains()) {
            return Stream.empty();
        }
        return settings().stream()
                .map(options -> DynamicTest.dynamicTest(
                        options.toString(),
                        () -> check.accept(
                                new ObjectiveHarness<>(method(), options, begin(options), REPRESENTATION, BATCH))));
    }

    /** The loss by the reference interpreter. */
    protected static double loss(Program program, Map<String, ReferenceTensor> inputs) {
        return ReferenceInterpreter.run(program, inputs)
                .output(ObjectiveGraph.LOSS)
                .scalar();
    }

    private static ReferenceTensor reorder(ReferenceTensor rows, int[] order) {
        int width = rows.shape().elements() / rows.shape().size(0);
        double[] values = IntStream.range(0, rows.values().length)
                .mapToDouble(i -> {
                    int row = i / width;
                    int source = row / BATCH * BATCH + order[row % BATCH];
                    return rows.values()[source * width + i % width];
                })
                .toArray();
        return new ReferenceTensor(rows.shape(), values);
    }
}
