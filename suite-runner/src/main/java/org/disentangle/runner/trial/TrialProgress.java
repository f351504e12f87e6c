package org.disentangle.runner.trial;

/** Signs of life of a trial; the supervisor takes their absence for a hang. */
public interface TrialProgress {
    /** Nobody looks, and nobody stops it. */
    TrialProgress NONE = new TrialProgress() {
        @Override
        public void phase(String phase) {
            // nobody looks
        }

        @Override
        public void step(long step, long steps, double loss, double viewsPerSecond) {
            // nobody looks
        }

        @Override
        public void scoring(String what) {
            // nobody looks
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    };

    /** @param phase {@code setup}, {@code training} or {@code scoring} */
    void phase(String phase);

    /**
     * @param step finished steps
     * @param viewsPerSecond over the last moments
     */
    void step(long step, long steps, double loss, double viewsPerSecond);

    /** What is done at the moment outside of steps, such as {@code linear-probe z0/DC}. */
    void scoring(String what);

    /** Asked between steps; true ends the trial with a checkpoint and {@link TrialInterruptedException}. */
    boolean stopRequested();
}
