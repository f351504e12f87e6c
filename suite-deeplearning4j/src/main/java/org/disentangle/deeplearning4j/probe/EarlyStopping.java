package org.disentangle.deeplearning4j.probe;

/**
 * Trains until the loss on rows that nothing is fitted to has not fallen for some epochs, and goes back to the epoch where it was lowest
 * (Prechelt 1998). What training begins with counts as epoch 0.
 *
 * @param epochs at most
 * @param patience epochs without a lower loss
 */
record EarlyStopping(int epochs, int patience) {

    /** What is trained. */
    interface Learner {
        /** One pass over the rows that are fitted; epochs count from 1. */
        void train(int epoch);

        /** On the rows held out; not finite if training has failed. */
        double loss();

        /** A copy of what training changes. */
        float[] weights();

        void restore(float[] weights);
    }

    /**
     * How it went.
     *
     * @param epochs that were trained
     * @param best the epoch whose weights are kept
     * @param loss of it, on the rows held out
     * @param ended whether it was patience that ended it, and neither the number of epochs nor a loss that is not finite
     */
    record Outcome(int epochs, int best, double loss, boolean ended) {}

    Outcome train(Learner learner) {
        float[] weights = learner.weights();
        double lowest = learner.loss();
        double loss = lowest;
        int best = 0;
        int epoch = 0;
        while (epoch < epochs && epoch - best < patience && Double.isFinite(loss)) {
            epoch++;
            learner.train(epoch);
            loss = learner.loss();
            if (loss < lowest) {
                lowest = loss;
                best = epoch;
                weights = learner.weights();
            }
        }
        learner.restore(weights);
        return new Outcome(epoch, best, lowest, epoch - best >= patience && Double.isFinite(loss));
    }
}
