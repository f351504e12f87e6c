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
     * @param end what ended it
     */
    record Outcome(int epochs, int best, double loss, End end) {

        /** Whether training came to a better place than where it began and found no better one for as long as patience lasts. */
        boolean converged() {
            return end == End.PATIENCE && best > 0;
        }
    }

    /** Why training is over. */
    enum End {
        /** The loss had not fallen for long enough. */
        PATIENCE,
        /** There were no more epochs. */
        EPOCHS,
        /** The loss on the rows held out was not finite, at the start or after the last epoch. */
        DIVERGED
    }

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
        return new Outcome(epoch, best, lowest, end(loss, epoch - best));
    }

    private End end(double loss, int withoutBetter) {
        if (!Double.isFinite(loss)) {
            return End.DIVERGED;
        }
        return withoutBetter >= patience ? End.PATIENCE : End.EPOCHS;
    }
}
