package org.disentangle.core.method;

import java.util.List;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.ViewPolicy;

/** A method with its options. */
public record ConfiguredMethod<O extends Record>(Method<O> method, O options) {

    public String name() {
        return method.name();
    }

    public boolean trains() {
        return method.trains();
    }

    public ViewPolicy views() {
        return method.views(options);
    }

    public void check(DataSetDescription data) {
        method.check(options, data);
    }

    public Architecture architecture(int representationDimension) {
        return method.architecture(options, representationDimension);
    }

    public List<StepInput> stepInputs(int batch) {
        return method.stepInputs(options, batch);
    }

    public Tensor mix(ObjectiveGraph graph, Tensor views) {
        return graph.mix(method, options, views);
    }

    /** Builds the objective in its place and names its results. */
    public Loss build(ObjectiveGraph graph) {
        return graph.build(method, options);
    }

    public MethodRun begin() {
        return method.begin(options);
    }
}
