package org.disentangle.runner.agree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.runner.trial.FirstStep;

/**
 * What the first step comes to on one engine.
 *
 * @param outputs of all parts by name: {@code views}, {@code r}, {@code z}, {@code loss} and its terms
 * @param gradients of the loss by parameter
 */
record StepNumbers(Map<String, float[]> outputs, Map<String, float[]> gradients) {

    static StepNumbers of(FirstStep step, Engine engine, SessionOptions options) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        Map<String, float[]> gradients = new LinkedHashMap<>();
        try (Session session = engine.open(options)) {
            run(session, step.views(), outputs);
            run(session, step.codes(), outputs);
            FirstStep.Part loss = step.loss();
            try (Variables variables = variables(session, loss)) {
                Differential differential = session.differentiate(
                        loss.program(), variables, new LinkedHashMap<>(loss.inputs()), ObjectiveGraph.LOSS, List.of());
                put(differential.outputs(), outputs);
                put(differential.parameterGradients(), gradients);
            }
        }
        return new StepNumbers(outputs, gradients);
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
