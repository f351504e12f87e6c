package org.disentangle.methods.burns;

import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;

/**
 * The floor: encoder and heads as they were initialised. It has the heads of {@code sub-infomax}, so that a board has a floor for z
 * and its blocks too.
 */
public final class Untrained implements Method<UntrainedOptions> {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String summary() {
        return "The floor: encoder and heads as initialised, untrained";
    }

    @Override
    public UntrainedOptions defaults() {
        return UntrainedOptions.DEFAULT;
    }

    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public Architecture architecture(UntrainedOptions options, int representationDimension) {
        return Halves.twoHeads(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(UntrainedOptions options, ObjectiveInputs inputs) {
        throw new UserError("The method 'random' does not train and has no objective");
    }
}
