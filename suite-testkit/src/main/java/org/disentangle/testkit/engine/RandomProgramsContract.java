package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs of views and elementwise operations: overwriting must never show. */
public abstract class RandomProgramsContract extends EngineContract {
    private static final int PROGRAMS = 150;
    private static final int LENGTH = 30;
    /** Of a gradient's numbers, most of which are about 1. */
    static final double GRADIENTS = 1e-3;
    /** Kinks that are no higher cannot bring a gradient out of its bound. */
    private static final double SMOOTH = GRADIENTS / 2;
    /** A hundred times what 32 bits round off, so that no engine finds itself on the other side of a kink. */
    private static final double NEAR = 1e-4;

    static final List<String> INPUTS = List.of("x", "y");

    static Stream<Integer> seeds() {
        return IntStream.range(0, PROGRAMS).boxed();
    }

    /** A program with numbers for its inputs. */
    record Sample(Program program, Map<String, ReferenceTensor> inputs) {
        static Sample of(int seed) {
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
            Program program = RandomProgramsContract.program(random);
            Map<String, ReferenceTensor> inputs = new LinkedHashMap<>();
            program.inputs().forEach((name, node) -> inputs.put(name, OperationCase.numbers(node.shape(), random, 0)));
            return new Sample(program, inputs);
        }

        /** Whether its gradient is defined: no maximum, clamp, rectifier or absolute value lies near enough to its kink to be felt. */
        boolean smooth() {
            return INPUTS.stream()
                    .allMatch(with -> FiniteDifferences.kink(program, inputs, Map.of(), "loss", with, NEAR) <= SMOOTH);
        }

        ReferenceTensor gradient(String with) {
            return FiniteDifferences.gradient(program, inputs, Map.of(), "loss", with);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_random_program_gives_the_reference_values_and_gradients_and_leaves_its_inputs_alone(int seed) {
        check(session(), Sample.of(seed));
    }

    /** As if a later number of the backward pass had been written over it. */
    @Test
    void one_gradient_in_the_place_of_another_is_found() {
        Sample sample = seeds().map(Sample::of)
                .filter(Sample::smooth)
                .filter(candidate -> {
                    double[] slopes = candidate.gradient("y").values();
                    return Math.abs(slopes[7] - slopes[8]) > 100 * GRADIENTS;
                })
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> check(overwriting("y", 7, 8), sample))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient of y")
                .hasMessageContaining("element 7");
    }

    private static void check(Session session, Sample sample) {
        Program program = sample.program();
        Map<String, HostTensor> host = new LinkedHashMap<>();
        sample.inputs().forEach((name, numbers) -> host.put(name, numbers.toHost(ElementType.FLOAT32)));
        ReferenceInterpreter.Result expected = ReferenceInterpreter.run(program, sample.inputs());
        try (Variables none = session.variables(List.of(), List.of());
                Executable executable = session.executable(program, none);
                DeviceTensor x = session.upload(host.get("x"));
                DeviceTensor y = session.upload(host.get("y"))) {
            for (int repetition = 0; repetition < 2; repetition++) {
                try (StepScope scope = session.scope()) {
                    Map<String, DeviceTensor> outputs = executable.run(Map.of("x", x, "y", y));
                    expected.outputs()
                            .forEach((name, value) -> OperationsContract.assertClose(
                                    outputs.get(name).toHost(), value, 1e-4));
                }
            }
            assertThat(x.toHost().floats()).containsExactly(host.get("x").floats());
            assertThat(y.toHost().floats()).containsExactly(host.get("y").floats());
            Differential differential = session.differentiate(program, none, new LinkedHashMap<>(host), "loss", INPUTS);
            expected.outputs()
                    .forEach((name, value) -> OperationsContract.assertClose(
                            differential.outputs().get(name), value, 1e-4));
            if (sample.smooth()) {
                for (String with : INPUTS) {
                    OperationsContract.assertClose(
                            "gradient of " + with,
                            differential.inputGradients().get(with),
                            sample.gradient(with),
                            GRADIENTS);
                }
            }
        }
    }

    /** The engine's session that puts one number of an input's gradient in the place of another. */
    private Session overwriting(String input, int place, int by) {
        return (Session) Proxy.newProxyInstance(
                RandomProgramsContract.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(session(), arguments);
                        return result instanceof Differential found ? overwritten(found, input, place, by) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Differential overwritten(Differential found, String input, int place, int by) {
        Map<String, HostTensor> gradients = new LinkedHashMap<>(found.inputGradients());
        gradients.computeIfPresent(input, (name, gradient) -> {
            float[] values = gradient.floats().clone();
            values[place] = values[by];
            return HostTensor.of(gradient.shape(), values);
        });
        return new Differential(found.outputs(), gradients, found.parameterGradients());
    }

    private static Program program(UniformRandomProvider random) {
        ProgramBuilder builder = new ProgramBuilder("random");
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(builder.input("x", ElementType.FLOAT32, Shape.of(4, 6)));
        tensors.add(builder.input("y", ElementType.FLOAT32, Shape.of(4, 6)));
        for (int i = 0; i < LENGTH; i++) {
            tensors.add(next(tensors, random));
        }
        Tensor loss = tensors.get(tensors.size() - 1).sum();
        for (int i = 0; i < 3; i++) {
            Tensor output = pick(tensors, random);
            builder.output("out" + i, output);
            loss = loss.plus(output.sum());
        }
        builder.output("loss", loss);
        return builder.build();
    }

    /** Values stay within a few units, so that rounding stays small. */
    private static Tensor next(List<Tensor> tensors, UniformRandomProvider random) {
        Tensor a = pick(tensors, random);
        Tensor b = pick(tensors, random);
        return switch (random.nextInt(16)) {
            case 0 -> a.times(0.5).plus(b.times(0.5));
            case 1 -> a.minus(b).tanh();
            case 2 -> a.times(b).clamp(-2, 2);
            case 3 -> a.maximum(b);
            case 4 -> a.minimum(b).negate();
            case 5 -> a.absolute();
            case 6 -> a.relu();
            case 7 -> a.affine(-0.75, 0.25);
            case 8 -> a.plus(0.5);
            case 9 -> a.tanh().exp().times(0.3);
            case 10 -> a.reshape(6, 4).transpose();
            case 11 -> a.slice(0, 0, 1).broadcastTo(Shape.of(4, 6));
            case 12 -> a.slice(1, 2, 3).builder().concatenate(1, List.of(a.slice(1, 2, 3), b.slice(1, 0, 3)));
            case 13 -> a.reduceKeeping(ReduceKind.MEAN, 1).plus(b).clamp(-2, 2);
            case 14 -> a.stopGradient();
            default -> a.sigmoid().minus(b.times(0.25));
        };
    }

    private static Tensor pick(List<Tensor> tensors, UniformRandomProvider random) {
        int recent = Math.min(tensors.size(), 6);
        int index =
                random.nextInt(4) == 0 ? random.nextInt(tensors.size()) : tensors.size() - 1 - random.nextInt(recent);
        return tensors.get(index);
    }
}
