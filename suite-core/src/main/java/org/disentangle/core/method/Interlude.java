package org.disentangle.core.method;

import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;

/** The pause before a step, in which a method may look at all of the training data and compute. */
public interface Interlude {

    /** The step that comes next, from 0. */
    long step();

    /** Steps of the whole training. */
    long steps();

    /** Steps in which every training group is seen about once. */
    int stepsPerEpoch();

    /** Training groups. */
    int groups();

    SeedStreams streams();

    /**
     * z (or r, if the method has no heads) of augmented views of every training group, with the training augmentation and the
     * method's view policy, in evaluation mode.
     *
     * @param draw which draw of the augmentation parameters: the same number gives the same views
     * @return FLOAT32 {@code [views, groups, dimension]}, as the network gives it, not normalised
     */
    HostTensor embeddings(long draw);

    /** Prepares a program without parameters and buffers, to be run many times on the device. */
    Calculation prepare(Program program);

    /** Says that work goes on, for progress and so that the run is not taken for hung; throws if the run is to stop. */
    void working(String what, double share);
}
