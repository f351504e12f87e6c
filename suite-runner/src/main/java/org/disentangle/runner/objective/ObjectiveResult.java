package org.disentangle.runner.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.datasets.npz.NpyArray;
import org.jspecify.annotations.Nullable;

/**
 * What an objective came to.
 *
 * @param terms the scalars that the loss is made of, without their weights
 * @param gradientNorm the Euclidean norm over the whole gradient
 * @param gradients of the loss with respect to z and r, whichever the objective takes, {@code [views, batch, dim]}
 */
public record ObjectiveResult(
        double loss, Map<String, Double> terms, double gradientNorm, Map<String, NpyArray> gradients) {
    public ObjectiveResult {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    }

    /**
     * Evaluates and differentiates on the CPU in float32; one thread, for the same bits each time.
     *
     * @throws UserError if the batch leads out of the finite numbers, or the engine refuses it
     */
    public static ObjectiveResult of(Engine engine, ObjectiveProblem problem) {
        Program program = problem.program();
        if (!program.parameters().isEmpty()) {
            throw new UserError("The objective of '" + problem.method()
                    + "' has weights of its own, which a batch does not bring; it cannot be evaluated alone");
        }
        try (Session session = engine.open(new SessionOptions("cpu", Precision.FP32, 1));
                Variables variables = session.variables(program.parameters(), program.buffers())) {
            return of(
                    problem,
                    session.differentiate(
                            program,
                            variables,
                            new LinkedHashMap<>(problem.inputs()),
                            ObjectiveGraph.LOSS,
                            problem.rowShapes().keySet().stream().toList()));
        } catch (EngineException e) {
            throw new UserError(
                    "The engine cannot evaluate '" + problem.method() + "' on this batch: " + e.getMessage(), e);
        }
    }

    private static ObjectiveResult of(ObjectiveProblem problem, Differential differential) {
        Map<String, Double> terms = new LinkedHashMap<>();
        double loss = Double.NaN;
        for (Map.Entry<String, HostTensor> output : differential.outputs().entrySet()) {
            double value = finite(output.getKey(), output.getValue().floats()[0]);
            if (output.getKey().equals(ObjectiveGraph.LOSS)) {
                loss = value;
            } else {
                terms.put(output.getKey(), value);
            }
        }
        double squares = 0;
        Map<String, NpyArray> gradients = new LinkedHashMap<>();
        for (Map.Entry<String, HostTensor> gradient :
                differential.inputGradients().entrySet()) {
            String name = ObjectiveArray.nameOf(gradient.getKey());
            float[] values = gradient.getValue().floats();
            for (float value : values) {
                squares += finite("gradient of " + name, value) * value;
            }
            gradients.put(
                    name, NpyArray.of(Objects.requireNonNull(problem.rowShapes().get(gradient.getKey())), values));
        }
        return new ObjectiveResult(loss, terms, Math.sqrt(squares), gradients);
    }

    private static double finite(String what, float value) {
        if (!Float.isFinite(value)) {
            throw new UserError("The " + what + " of this batch is " + value
                    + " in float32: its numbers are too large, or the temperature is too small");
        }
        return value;
    }

    /** As {@code suite objective} prints it: {@code loss}, {@code terms}, {@code gradient_norm}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("loss", loss);
        values.put("terms", terms);
        values.put("gradient_norm", gradientNorm);
        return values;
    }
}
