package org.disentangle.runner.trial;

import java.util.Arrays;
import org.disentangle.core.UserError;
import org.disentangle.core.random.SeedStreams;

/**
 * Which groups a step sees: each epoch is a fresh permutation of all groups, cut into whole batches; what does not fill a batch
 * is left out of that epoch.
 */
final class SampleOrder {
    private final SeedStreams streams;
    private final int groups;
    private final int batch;
    private final int stepsPerEpoch;
    private long epoch = -1;
    private int[] permutation = {};

    SampleOrder(SeedStreams streams, int groups, int batch) {
        if (batch > groups) {
            throw new UserError("'batch' is " + batch + ", but the data set has only " + groups
                    + " groups to train on; allowed is a batch of at most " + groups);
        }
        this.streams = streams;
        this.groups = groups;
        this.batch = batch;
        this.stepsPerEpoch = stepsPerEpoch(groups, batch);
    }

    static int stepsPerEpoch(int groups, int batch) {
        return groups / batch;
    }

    int[] groups(long step) {
        long wanted = step / stepsPerEpoch;
        if (wanted != epoch) {
            permutation = SeedStreams.permutation(groups, streams.stream(SeedStreams.ORDER, wanted));
            epoch = wanted;
        }
        int start = (int) (step % stepsPerEpoch) * batch;
        return Arrays.copyOfRange(permutation, start, start + batch);
    }
}
