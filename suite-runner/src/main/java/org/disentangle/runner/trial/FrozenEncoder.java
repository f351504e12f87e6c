package org.disentangle.runner.trial;

import java.util.List;
import org.disentangle.core.tensor.Program;
import org.disentangle.runner.codes.KeptBlock;
import org.disentangle.runner.experiment.TrialSpec;

/** The network of a trial as it is scored: encoder and heads in evaluation mode. */
public final class FrozenEncoder {
    private final Model model;

    /** @param spec needs no data to be there */
    public FrozenEncoder(TrialSpec spec) {
        this.model = new Model(spec, spec.data().describe());
    }

    /** From the input {@code views}, so many samples, to the outputs {@code r} and, with heads, {@code z}. */
    public Program program(int rows) {
        return model.codes(rows);
    }

    /** What the columns of r and z are. */
    public List<KeptBlock> blocks() {
        return model.keptBlocks();
    }
}
