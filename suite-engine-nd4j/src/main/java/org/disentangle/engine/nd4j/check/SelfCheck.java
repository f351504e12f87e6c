package org.disentangle.engine.nd4j.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.FiniteDifferences;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.OperationCases;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.training.Optimizer;

/**
 * Whether a device computes what it should: small programs that touch every operation, forward and backward, and a net large enough for
 * kernels to run in many blocks, held against double precision. It stands before every use of a GPU because the suite's own tests see none:
 * a driver, a library or a card that computes something else is found here and not on a board.
 */
public final class SelfCheck {
    /** Of values, relative to the largest: the bound that the engines' tests keep. Products of TF32's ten digits are off by ten times that. */
    static final double VALUES = 2e-5;
    /** Of gradients, relative to the largest: a tenth of what {@code suite agree} allows whole methods, for the programs here are small. */
    static final double GRADIENTS = 1e-4;

    /** Elements of inputs up to which differences are taken number by number. */
    private static final int SMALL = 400;

    private final Session session;
    private double worst;
    private String place = "";
    private String failure = "";

    private SelfCheck(Session session) {
        this.session = session;
    }

    /**
     * How it came out.
     *
     * @param passed whether all distances lie within their bounds
     * @param text the number of programs and the largest distance; or the operation that is off, and by how much
     */
    public record Result(boolean passed, String text) {}

    /** Never throws: a device that fails is one that cannot be used. */
    static Result of(Session session) {
        return new SelfCheck(session).run();
    }

    static List<OperationCase> programs() {
        List<OperationCase> programs = new ArrayList<>(OperationCases.all());
        programs.add(OperationCase.of("convolution over many blocks", SelfCheck::convolution, Shape.of(8, 3, 32, 32)));
        programs.add(OperationCase.of("products over many blocks", SelfCheck::products, Shape.of(96, 64)));
        return programs;
    }

    private static Tensor convolution(List<Tensor> x) {
        Tensor layer = x.get(0).builder().convolution("layer", x.get(0), 16, 3, 2, 1);
        return x.get(0)
                .builder()
                .batchNorm("norm", layer, Mode.TRAINING, 0.1, 1e-5, 1)
                .sigmoid();
    }

    private static Tensor products(List<Tensor> x) {
        Tensor weight = x.get(0)
                .builder()
                .parameter("weight", Shape.of(64, 80), new Initializer.Constant(0), ParameterRole.WEIGHT);
        return x.get(0).matmul(weight.times(0.1)).tanh().softmax(1);
    }

    /**
     * Once more without cuDNN if it does not pass with it: ND4J calls cuDNN in ways of its own, and ND4J's own kernels are slower and may yet be
     * right.
     *
     * @param leaveOutCudnn for the session's device, from now on
     * @throws DeviceLostException if the check costs this process the device, so that there is no trying without cuDNN
     */
    public static Result of(Session session, Runnable leaveOutCudnn) {
        Result with = of(session);
        if (with.passed()) {
            return with;
        }
        leaveOutCudnn.run();
        Result without = of(session);
        return new Result(
                without.passed(),
                (without.passed() ? without.text() + ", without cuDNN: with it " : without.text() + "; with cuDNN ")
                        + with.text());
    }

    private Result run() {
        List<OperationCase> programs = programs();
        List<UpdateCase> updates = UpdateCase.all();
        programs.forEach(checked -> attempt(checked.name(), () -> check(checked)));
        updates.forEach(checked -> attempt(checked.name(), () -> check(checked)));
        if (!failure.isEmpty()) {
            return new Result(false, failure);
        }
        return new Result(
                true,
                String.format(
                        Locale.ROOT,
                        "%d programs agree with double precision, the farthest within %.0f %% of its bound (%s)",
                        programs.size() + updates.size(),
                        Math.ceil(100 * worst),
                        place));
    }

    /** Nothing more once something has failed: after an error of CUDA's every further call fails, too. */
    private void attempt(String name, Runnable check) {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            check.run();
            if (!(worst <= 1)) {
                failure = place + " is off";
            }
        } catch (DeviceLostException e) {
            throw e;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            failure = "'" + name + "' fails: " + e.getMessage();
        }
    }

    private void check(OperationCase checked) {
        try (Variables variables = session.variables(
                checked.program().parameters(), checked.program().buffers())) {
            variables.load(checked.hostVariables());
            List<String> with = List.copyOf(checked.inputs().keySet());
            Differential found =
                    session.differentiate(checked.program(), variables, checked.hostInputs(), "loss", with);
            ReferenceInterpreter.Result reference =
                    ReferenceInterpreter.run(checked.program(), checked.inputs(), checked.variables());
            reference
                    .outputs()
                    .forEach((output, expected) -> compare(
                            checked.name(),
                            output,
                            Objects.requireNonNull(found.outputs().get(output), output),
                            expected.values(),
                            VALUES));
            if (checked.smooth()) {
                Map<String, HostTensor> gradients = new LinkedHashMap<>(found.inputGradients());
                gradients.putAll(found.parameterGradients());
                gradients.forEach((name, gradient) -> gradient(checked, name, gradient));
            }
            if (!reference.buffers().isEmpty()) {
                buffers(checked, variables, reference.buffers());
            }
        }
    }

    /**
     * Frozen codes are computed from what training has made of the buffers. A step of training moves them in place; differentiating puts
     * them back.
     */
    private void buffers(OperationCase checked, Variables variables, Map<String, ReferenceTensor> expected) {
        Optimizer optimizer = Optimizer.Sgd.DEFAULT;
        try (TrainingStep step = session.training(checked.program(), variables, optimizer)) {
            step.run(checked.hostInputs(), optimizer.learningRate());
        }
        Map<String, HostTensor> moved = variables.export();
        expected.forEach((name, buffer) -> compare(
                checked.name(),
                "buffer " + name + " after a step of training",
                Objects.requireNonNull(moved.get(name), name),
                buffer.values(),
                VALUES));
    }

    /** Of small programs number by number, of large ones along a direction of random signs. */
    private void gradient(OperationCase checked, String name, HostTensor gradient) {
        if (isSmall(checked)) {
            ReferenceTensor expected =
                    FiniteDifferences.gradient(checked.program(), checked.inputs(), checked.variables(), "loss", name);
            compare(checked.name(), "gradient of " + name, gradient, expected.values(), GRADIENTS);
        } else if (checked.variables().containsKey(name)) {
            gradientAlong(checked, name, gradient);
        }
    }

    private static boolean isSmall(OperationCase checked) {
        return checked.inputs().values().stream()
                .allMatch(input -> input.shape().elements() <= SMALL);
    }

    private void gradientAlong(OperationCase checked, String name, HostTensor gradient) {
        UniformRandomProvider random = new SeedStreams(0).stream("self-check/" + name);
        double[] direction = new double[gradient.shape().elements()];
        double size = Math.sqrt(direction.length);
        double inner = 0;
        double squares = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (random.nextBoolean() ? 1 : -1) / size;
            inner += direction[i] * gradient.floats()[i];
            squares += (double) gradient.floats()[i] * gradient.floats()[i];
        }
        double expected = FiniteDifferences.along(
                checked.program(),
                checked.inputs(),
                checked.variables(),
                "loss",
                Map.of(name, new ReferenceTensor(gradient.shape(), direction)));
        note(checked.name(), "gradient of " + name, Math.abs(inner - expected) / Math.sqrt(squares), GRADIENTS);
    }

    private void check(UpdateCase checked) {
        Program program = checked.program();
        try (Variables variables = session.variables(program.parameters(), program.buffers());
                TrainingStep step = session.training(program, variables, checked.optimizer())) {
            variables.load(checked.variables());
            for (int i = 0; i < checked.steps(); i++) {
                step.run(checked.inputs(), checked.optimizer().learningRate());
            }
            compare(
                    checked.name(),
                    "parameters",
                    checked.moved(variables.export()),
                    checked.after().values(),
                    VALUES);
        }
    }

    private void compare(String name, String what, HostTensor found, double[] expected, double bound) {
        double[] values = ReferenceTensor.of(found).values();
        double largest = 0;
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            distance = Math.max(distance, Math.abs(values[i] - expected[i]));
        }
        // Sums that cancel to nothing, such as gradients ahead of a normalisation, are measured against the numbers
        // that go in.
        note(name, what, distance / Math.max(largest, 1), bound);
    }

    private void note(String name, String what, double distance, double bound) {
        // What is no number stays the worst.
        if (!Double.isNaN(worst) && !(distance / bound <= worst)) {
            worst = distance / bound;
            place = String.format(Locale.ROOT, "'%s', %s: %.1e of its size, bound %.0e", name, what, distance, bound);
        }
    }
}
