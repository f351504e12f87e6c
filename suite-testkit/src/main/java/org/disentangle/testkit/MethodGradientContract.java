package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a method must keep on every engine: the right gradient, the same bits, and finite numbers on hard rows. */
public abstract class MethodGradientContract<O extends Record> extends MethodContract<O> {
    private static final Map<String, IntToDoubleFunction> HARD_ROWS = Map.of(
            "all zero", position -> 0,
            "all equal", position -> 0.5,
            "one row is not zero", position -> position < 4 ? 1 : 0,
            "tiny", position -> 1e-20 * Math.sin(position),
            "huge", position -> 1e8 * Math.sin(position));

    /** Those that are checked: all on the class path, unless a test says otherwise. */
    protected List<Engine> engines() {
        return List.copyOf(Registry.load("engine", Engine.class, getClass().getClassLoader())
                .all());
    }

    @Test
    void there_is_an_engine_to_check_with() {
        assertThat(engines())
                .as("engines: suite-engine-libtorch and suite-engine-nd4j belong on the test's class path")
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> the_engines_loss_and_gradient_are_those_of_the_reference() {
        return forEachEngine((engine, harness) -> {
            Map<String, ReferenceTensor> inputs = harness.inputs(11);
            Differential found = differentiate(engine, harness, inputs);
            double expected = loss(harness.program(), inputs);
            assertThat(expected).as("the reference's loss").isFinite();
            assertThat((double) Found.in(found.outputs(), ObjectiveGraph.LOSS).floats()[0])
                    .as("the engine's loss")
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-4 * (1 + Math.abs(expected))));
            for (String name : harness.rowInputs()) {
                ReferenceTensor gradient =
                        FiniteDifferences.gradient(harness.program(), inputs, Map.of(), ObjectiveGraph.LOSS, name);
                assertClose(Found.in(found.inputGradients(), name).floats(), gradient.values(), 2e-4);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_same_inputs_give_the_same_bits() {
        return forEachEngine((engine, harness) -> {
            Differential first = differentiate(engine, harness, harness.inputs(12));
            Differential second = differentiate(engine, harness, harness.inputs(12));
            first.outputs().forEach((name, value) -> assertThat(
                            Found.in(second.outputs(), name).floats())
                    .as(name)
                    .containsExactly(value.floats()));
            first.inputGradients().forEach((name, value) -> assertThat(
                            Found.in(second.inputGradients(), name).floats())
                    .as(name)
                    .containsExactly(value.floats()));
        });
    }

    @TestFactory
    Stream<DynamicTest> loss_and_gradient_stay_finite_on_hard_rows() {
        return forEachEngine((engine, harness) -> HARD_ROWS.forEach((name, rows) -> {
            Differential found = differentiate(engine, harness, harness.inputs(13, rows));
            found.outputs()
                    .forEach((output, value) -> assertFinite("rows " + name + ", output " + output, value.floats()));
            found.inputGradients()
                    .forEach((input, value) -> assertFinite("rows " + name + ", gradient of " + input, value.floats()));
        }));
    }

    private Stream<DynamicTest> forEachEngine(BiConsumer<Engine, ObjectiveHarness<O>> test) {
        return engines().stream().flatMap(engine -> forEachSetting(harness -> test.accept(engine, harness))
                .map(each -> dynamicTest(engine.name() + ": " + each.getDisplayName(), each.getExecutable())));
    }

    private Differential differentiate(
            Engine engine, ObjectiveHarness<O> harness, Map<String, ReferenceTensor> inputs) {
        Program program = harness.program();
        Map<String, TensorValue> values = new HashMap<>();
        program.inputs().forEach((name, node) -> {
            HostTensor value = Found.in(inputs, name).toHost(node.type());
            values.put(name, value);
        });
        try (Session session = engine.open(new SessionOptions("cpu", Precision.FP32, 1));
                Variables variables = session.variables(List.of(), List.of())) {
            return session.differentiate(program, variables, values, ObjectiveGraph.LOSS, harness.rowInputs());
        }
    }

    private static void assertFinite(String what, float[] values) {
        for (float value : values) {
            assertThat(value).as(what).isFinite();
        }
    }

    /** Each entry within a fraction of the largest expected one. */
    private static void assertClose(float[] found, double[] expected, double fraction) {
        double largest = 1e-6;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i])
                    .as("entry " + i)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(fraction * largest));
        }
    }
}
