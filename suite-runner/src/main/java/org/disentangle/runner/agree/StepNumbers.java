package org.disentangle.runner.agree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.training.Optimizer;
import org.disentangle.runner.trial.FirstStep;

/**
 * What the first step comes to on one engine.
 *
 * @param outputs of all parts by name: {@code views}, {@code r}, {@code z}, {@code loss} and its terms
 * @param gradients of the loss by parameter
 * @param buffers as one step of training from zero leaves them, by name, such as running means and variances: what later codes are made
 *     with. From their usual beginning, most of what a step leaves would be that
 */
record StepNumbers(Map<String, float[]> outputs, Map<String, float[]> gradients, Map<String, float[]> buffers) {
    /** Buffers do not hang on it. */
    private static final double RATE = 1e-3;

    static StepNumbers of(FirstStep step, EngineOnDevice engine, Optimizer optimizer) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        Map<String, float[]> gradients = new LinkedHashMap<>();
        Map<String, float[]> buffers = new LinkedHashMap<>();
        try (Session session = engine.engine().open(engine.options(1))) {
            run(session, step.views(), outputs);
            run(session, step.codes(), outputs);
            FirstStep.Part loss = step.loss();
            try (Variables variables = variables(session, loss)) {
                Differential differential = session.differentiate(
                        loss.program(), variables, new LinkedHashMap<>(loss.inputs()), ObjectiveGraph.LOSS, List.of());
                put(differential.outputs(), outputs);
                put(differential.parameterGradients(), gradients);
                variables.load(zeros(loss.program().buffers()));
                train(session, loss, variables, optimizer);
                Map<String, HostTensor> after = variables.export();
                loss.program()
                        .buffers()
                        .forEach(buffer -> buffers.put(
                                buffer.name(),
                                Objects.requireNonNull(after.get(buffer.name())).floats()));
            }
        }
        return new StepNumbers(outputs, gradients, buffers);
    }

    private static Map<String, HostTensor> zeros(List<BufferDeclaration> buffers) {
        Map<String, HostTensor> zeros = new LinkedHashMap<>();
        buffers.forEach(buffer -> zeros.put(
                buffer.name(),
                HostTensor.of(buffer.shape(), new float[buffer.shape().elements()])));
        return zeros;
    }

    private static void train(Session session, FirstStep.Part loss, Variables variables, Optimizer optimizer) {
        try (TrainingStep training = session.training(loss.program(), variables, optimizer);
                StepScope scope = session.scope()) {
            training.run(loss.inputs(), RATE);
            session.synchronize();
        }
    }

    private static void run(Session session, FirstStep.Part part, Map<String, float[]> outputs) {
        try (Variables variables = variables(session, part);
                Executable executable = session.executable(part.program(), variables);
                StepScope scope = session.scope()) {
            executable
                    .run(part.inputs())
                    .forEach((name, tensor) -> outputs.put(name, tensor.toHost().floats()));
        }
    }

    private static Variables variables(Session session, FirstStep.Part part) {
        Variables variables = session.variables(
                List.copyOf(part.program().parameters()),
                List.copyOf(part.program().buffers()));
        variables.load(part.variables());
        return variables;
    }

    private static void put(Map<String, HostTensor> found, Map<String, float[]> into) {
        found.forEach((name, tensor) -> into.put(name, tensor.floats()));
    }
}
