package org.disentangle.core.training;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.registry.Named;

/** The learning rate over a run, as a factor of the optimiser's own. */
public sealed interface Schedule {

    /**
     * @param step from 0
     * @param steps of the whole run
     * @return the factor, at least 0
     */
    double factor(long step, long steps);

    record Constant(int warmupSteps) implements Schedule {
        public static final Constant DEFAULT = new Constant(0);

        public Constant {
            Check.within("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
        }

        @Override
        public double factor(long step, long steps) {
            return step < warmupSteps ? (step + 1) / (double) warmupSteps : 1;
        }
    }

    /**
     * Linear warm-up to 1, then {@code end + (1 - end) (1 + cos(pi t)) / 2} with t from 0 after the warm-up to 1 at the end
     * (Loshchilov and Hutter 2017, one period). The first warm-up step has factor 1/warmup, so that no step is lost.
     */
    record Cosine(int warmupSteps, double endFactor) implements Schedule {
        public static final Cosine DEFAULT = new Cosine(0, 0);

        public Cosine {
            Check.within("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
            Check.within("end_factor", endFactor, 0, 1);
        }

        @Override
        public double factor(long step, long steps) {
            if (step < warmupSteps) {
                return (step + 1) / (double) warmupSteps;
            }
            double t = (step - warmupSteps) / (double) Math.max(1, steps - warmupSteps);
            return endFactor + (1 - endFactor) * (1 + StrictMath.cos(StrictMath.PI * t)) / 2;
        }
    }

    /** Multiplied by {@code gamma} at each milestone, given as fractions of the run in rising order. */
    record Step(int warmupSteps, List<Double> milestones, double gamma) implements Schedule {
        public static final Step DEFAULT = new Step(0, List.of(0.6, 0.8), 0.2);

        public Step {
            milestones = List.copyOf(milestones);
            Check.within("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
            Check.positive("gamma", gamma);
            double previous = 0;
            for (double milestone : milestones) {
                Check.require(
                        milestone > previous && milestone < 1,
                        "milestones",
                        milestones,
                        "fractions in (0, 1) that rise");
                previous = milestone;
            }
        }

        @Override
        public double factor(long step, long steps) {
            if (step < warmupSteps) {
                return (step + 1) / (double) warmupSteps;
            }
            double factor = 1;
            for (double milestone : milestones) {
                factor *= step >= milestone * steps ? gamma : 1;
            }
            return factor;
        }
    }

    /** What a user names: {@code constant}, {@code cosine}, {@code step}. */
    record Choice(String name, String summary, Schedule defaults) implements Named {}

    List<Choice> CHOICES = List.of(
            new Choice("constant", "One rate, after a linear warm-up", Constant.DEFAULT),
            new Choice("cosine", "Linear warm-up, then half a cosine", Cosine.DEFAULT),
            new Choice("step", "A fixed factor at each milestone", Step.DEFAULT));
}
