package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Precision;

/**
 * How a plan is run.
 *
 * @param gradients whether the run is differentiated, so that LibTorch may still need what a kernel has read
 * @param lowLayers whether convolutions and linear layers run in bfloat16
 * @param readsAhead whether a kernel may look at numbers to decide what to do: cheap on a CPU, a halt on a GPU
 */
record RunMode(boolean gradients, boolean lowLayers, boolean readsAhead) {

    static RunMode differentiated(Precision precision) {
        return new RunMode(true, precision == Precision.BF16, false);
    }

    static RunMode plain(Precision precision, boolean isCpu) {
        return new RunMode(false, precision == Precision.BF16, isCpu);
    }
}
