package org.disentangle.deeplearning4j.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    /** Its weights are the epoch, its losses are told beforehand: the first before training. */
    private static final class Scripted implements EarlyStopping.Learner {
        private final List<Double> losses;
        private int epoch;
        private float[] restored = {};

        private Scripted(Double... losses) {
            this.losses = Arrays.asList(losses);
        }

        @Override
        public void train(int epoch) {
            assertThat(epoch).isEqualTo(this.epoch + 1);
            this.epoch = epoch;
        }

        @Override
        public double loss() {
            return losses.get(epoch);
        }

        @Override
        public float[] weights() {
            return new float[] {epoch};
        }

        @Override
        public void restore(float[] weights) {
            restored = weights;
        }
    }

    @Test
    void the_weights_of_the_lowest_loss_are_restored_and_not_the_last_ones() {
        Scripted learner = new Scripted(9.0, 5.0, 3.0, 4.0, 3.5, 0.1);
        EarlyStopping.Outcome outcome = new EarlyStopping(100, 2).train(learner);
        assertThat(learner.restored).containsExactly(2);
        assertThat(outcome).isEqualTo(new EarlyStopping.Outcome(4, 2, 3.0, EarlyStopping.End.PATIENCE));
    }

    @Test
    void an_equal_loss_is_no_better_one() {
        Scripted learner = new Scripted(9.0, 3.0, 3.0, 3.0);
        assertThat(new EarlyStopping(100, 2).train(learner))
                .isEqualTo(new EarlyStopping.Outcome(3, 1, 3.0, EarlyStopping.End.PATIENCE));
        assertThat(learner.restored).containsExactly(1);
    }

    @Test
    void the_epoch_limit_is_told_apart_from_patience() {
        Scripted learner = new Scripted(9.0, 5.0, 4.0, 3.0);
        assertThat(new EarlyStopping(3, 2).train(learner))
                .isEqualTo(new EarlyStopping.Outcome(3, 3, 3.0, EarlyStopping.End.EPOCHS));
        assertThat(learner.restored).containsExactly(3);
    }

    @Test
    void training_that_makes_nothing_better_ends_where_it_began_and_has_not_converged() {
        Scripted learner = new Scripted(1.0, 2.0, 3.0);
        EarlyStopping.Outcome outcome = new EarlyStopping(100, 2).train(learner);
        assertThat(outcome).isEqualTo(new EarlyStopping.Outcome(2, 0, 1.0, EarlyStopping.End.PATIENCE));
        assertThat(outcome.converged()).isFalse();
        assertThat(learner.restored).containsExactly(0);
    }

    @Test
    void training_has_converged_when_patience_ends_it_at_a_better_place() {
        assertThat(new EarlyStopping(100, 2)
                        .train(new Scripted(9.0, 5.0, 6.0, 7.0))
                        .converged())
                .isTrue();
        assertThat(new EarlyStopping(1, 2).train(new Scripted(9.0, 5.0)).converged())
                .isFalse();
        assertThat(new EarlyStopping(9, 2)
                        .train(new Scripted(9.0, 5.0, Double.NaN))
                        .converged())
                .isFalse();
    }

    @Test
    void a_loss_that_is_not_finite_ends_training_and_is_told_apart_from_patience_and_epochs() {
        Scripted learner = new Scripted(9.0, 5.0, Double.NaN, 1.0);
        assertThat(new EarlyStopping(100, 3).train(learner))
                .isEqualTo(new EarlyStopping.Outcome(2, 1, 5.0, EarlyStopping.End.DIVERGED));
        assertThat(learner.restored).containsExactly(1);
    }

    @Test
    void a_loss_that_is_not_finite_in_the_last_epoch_or_before_the_first_is_told_too() {
        assertThat(new EarlyStopping(2, 2).train(new Scripted(9.0, 5.0, Double.POSITIVE_INFINITY)))
                .isEqualTo(new EarlyStopping.Outcome(2, 1, 5.0, EarlyStopping.End.DIVERGED));
        assertThat(new EarlyStopping(2, 2).train(new Scripted(Double.NaN, 1.0, 1.0)))
                .isEqualTo(new EarlyStopping.Outcome(0, 0, Double.NaN, EarlyStopping.End.DIVERGED));
    }
}
