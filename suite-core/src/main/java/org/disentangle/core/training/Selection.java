package org.disentangle.core.training;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.core.registry.Named;

/** Which parameters of a training are scored. Test data never take part in the choice. */
public sealed interface Selection {

    /** Training groups, the last of their split, that training does not see. */
    int heldOut();

    /** The parameters after the last step. */
    record Last() implements Selection {
        public static final Last DEFAULT = new Last();

        @Override
        public int heldOut() {
            return 0;
        }
    }

    /**
     * The parameters of the step that scores best on held-out training groups; of equal ones the earliest. The score is the mean
     * of one metric over all factors, of one block. It uses the factors' labels, which a self-supervised training does without:
     * what is chosen so is not comparable with what is not.
     *
     * @param every steps between looks; the last step is always looked at, the untrained parameters never
     * @param groups held out of training, the last ones of the training split
     * @param fitGroups the first ones of the training split, from which the metric learns; 0 for all that are trained on
     * @param metric one of those that score the trial, with its options there
     * @param block such as {@code r} or {@code z0}
     */
    record BestValidation(int every, int groups, int fitGroups, String metric, String block) implements Selection {
        public static final BestValidation DEFAULT = new BestValidation(100, 500, 2000, "linear-probe", "r");

        public BestValidation {
            Check.within("every", every, 1, Integer.MAX_VALUE);
            Check.within("groups", groups, 1, Integer.MAX_VALUE);
            Check.within("fit_groups", fitGroups, 0, Integer.MAX_VALUE);
            Check.require(!metric.isBlank(), "metric", metric, "the name of a metric of 'scoring'");
            Check.require(!block.isBlank(), "block", block, "the name of a block, such as r");
        }

        @Override
        public int heldOut() {
            return groups;
        }

        /** Whether the parameters after so many steps are looked at. */
        public boolean looksAfter(long finished, long steps) {
            return finished > 0 && (finished % every == 0 || finished == steps);
        }
    }

    /** What a user names: {@code last}, {@code best-validation}. */
    record Choice(String name, String summary, Selection defaults) implements Named {}

    List<Choice> CHOICES = List.of(
            new Choice("last", "The parameters after the last step", Last.DEFAULT),
            new Choice(
                    "best-validation",
                    "Those that score best on training groups held out, with the factors' labels; never on test data",
                    BestValidation.DEFAULT));
}
