package org.disentangle.metrics.vote;

import org.disentangle.core.Check;

/**
 * Settings of {@code factor-vae}.
 *
 * @param threshold dimensions with a smaller deviation over the training rows do not vote, nor do constant ones. 0.05 in
 *     disentanglement_lib, meant for codes of variational autoencoders with a prior of deviation 1; 0 fits codes of any scale
 * @param batch rows behind one vote; 64 in disentanglement_lib
 * @param trainVotes votes that tell which factor each dimension stands for; 10,000 in disentanglement_lib
 * @param testVotes votes that are scored; 5,000 in disentanglement_lib
 * @param bins into which numbers of continuous factors fall
 */
public record FactorVaeOptions(double threshold, int batch, int trainVotes, int testVotes, int bins) {
    public static final FactorVaeOptions DEFAULT = new FactorVaeOptions(0, 64, 10_000, 5_000, 20);

    static final int MOST_VOTES = 1_000_000;
    static final int LARGEST_BATCH = 1024;

    public FactorVaeOptions {
        Check.notNegative("threshold", threshold);
        Check.within("batch", batch, 2, LARGEST_BATCH);
        Check.within("train_votes", trainVotes, 1, MOST_VOTES);
        Check.within("test_votes", testVotes, 1, MOST_VOTES);
        Check.within("bins", bins, 2, 10_000);
    }
}
