package org.disentangle.core.training;

import org.disentangle.core.Check;
import org.disentangle.core.registry.Named;

/**
 * An update rule with its settings; engines carry it out. {@code weightDecay} is added to the gradient ({@code g + wd * w})
 * as PyTorch's optimisers do, not decoupled.
 */
public sealed interface Optimizer {
    /** The peak rate that the schedule scales. */
    double learningRate();

    double weightDecay();

    /** Whether biases and normalisation parameters go without weight decay (and, in LARS, without trust ratio). */
    boolean excludeBiasAndNorm();

    /** Kingma &amp; Ba 2015, algorithm 1, with bias correction; epsilon is added to the root of the corrected second moment. */
    record Adam(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean excludeBiasAndNorm)
            implements Optimizer {
        public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false);

        public Adam {
            Check.positive("learning_rate", learningRate);
            Check.within("beta1", beta1, 0, 0.999999);
            Check.within("beta2", beta2, 0, 0.9999999);
            Check.positive("epsilon", epsilon);
            Check.notNegative("weight_decay", weightDecay);
        }
    }

    /** {@code v = momentum v + g; w = w - lr v} (with Nesterov: {@code w - lr (g + momentum v)}), v starting at the first g, as PyTorch does. */
    record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay, boolean excludeBiasAndNorm)
            implements Optimizer {
        public static final Sgd DEFAULT = new Sgd(0.1, 0.9, false, 1e-4, false);

        public Sgd {
            Check.positive("learning_rate", learningRate);
            Check.within("momentum", momentum, 0, 1);
            Check.notNegative("weight_decay", weightDecay);
        }
    }

    /**
     * You et al. 2017 in the form of lightly and of Eastwood et al.: {@code g' = g + wd w}; for parameters that are not excluded
     * {@code g' *= trust |w| / |g'|} where both norms are above 0; then momentum SGD as in {@link Sgd}.
     */
    record Lars(double learningRate, double momentum, double trust, double weightDecay, boolean excludeBiasAndNorm)
            implements Optimizer {
        public static final Lars DEFAULT = new Lars(0.3, 0.9, 0.001, 1e-6, true);

        public Lars {
            Check.positive("learning_rate", learningRate);
            Check.within("momentum", momentum, 0, 1);
            Check.positive("trust", trust);
            Check.notNegative("weight_decay", weightDecay);
        }
    }

    /** What a user names: {@code adam}, {@code sgd}, {@code lars}. */
    record Choice(String name, String summary, Optimizer defaults) implements Named {}

    java.util.List<Choice> CHOICES = java.util.List.of(
            new Choice("adam", "Adam (Kingma and Ba 2015)", Adam.DEFAULT),
            new Choice("sgd", "Stochastic gradient descent with momentum", Sgd.DEFAULT),
            new Choice("lars", "LARS: SGD with a trust ratio per parameter (You et al. 2017)", Lars.DEFAULT));
}
