package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Precision;

/**
 * How a plan is run.
 *
 * @param gradients whether the run is differentiated, so that LibTorch may still need what a kernel has read
 * @param lowLayers whether convolutions and linear layers run in bfloat16
 */
record RunMode(boolean gradients, boolean lowLayers) {

    static RunMode differentiated(Precision precision) {
        return new RunMode(true, precision == Precision.BF16);
    }

    static RunMode plain(Precision precision) {
        return new RunMode(false, precision == Precision.BF16);
    }
}
