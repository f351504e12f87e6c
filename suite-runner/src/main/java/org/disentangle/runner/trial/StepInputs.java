package org.disentangle.runner.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.data.Samples;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.method.Step;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.runner.experiment.TrialSpec;

/** All that a training program asks for in a step: rendered views, labels, and what the method computes around its steps. */
final class StepInputs {
    private static final String LABELS = "labels/";

    private final TrialSpec spec;
    private final MethodRun methodRun;
    private final Samples samples;
    private final Set<String> needed;

    /** @param samples that are trained on */
    StepInputs(TrialSpec spec, MethodRun methodRun, Samples samples, Program training) {
        this.spec = spec;
        this.methodRun = methodRun;
        this.samples = samples;
        this.needed = training.inputs().keySet();
    }

    /** Views are owned by the session's innermost scope. */
    Map<String, TensorValue> of(ViewRenderer renderer, int[] groups, long step) {
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        inputs.put(Model.VIEWS, renderer.render(groups, step, spec.seedStreams()));
        methodRun
                .stepInputs(new Step(step, spec.training().steps(), groups, spec.seedStreams()))
                .forEach((name, value) -> inputs.put(ObjectiveGraph.stepInputName(name), value));
        int[] rows = renderer.rows(groups);
        for (String name : needed) {
            if (name.equals(ObjectiveGraph.PAIR_TYPE)) {
                inputs.put(name, renderer.pairTypes(groups.length, step));
            } else if (name.equals(ObjectiveGraph.JOINT_LABELS)) {
                inputs.put(name, jointLabels(groups));
            } else if (name.startsWith(LABELS)) {
                inputs.put(name, ViewRenderer.pick(samples.labels(name.substring(LABELS.length())), rows));
            }
        }
        inputs.keySet().retainAll(needed);
        return inputs;
    }

    private HostTensor jointLabels(int[] groups) {
        int[] labels = new int[spec.method().views().views() * groups.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = samples.jointLabels()[groups[i % groups.length]];
        }
        return HostTensor.indices(labels);
    }
}
