package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.Check;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code hessian}.
 *
 * @param labels what joint labels do
 * @param temperature of the similarities, above 0
 * @param lambda weight of the regulariser, any finite number
 * @param gradient of what the regulariser takes the product
 * @param gradientLoss the InfoMax loss of which the gradient is taken
 * @param embedding the size of z, even; z0 and z1 are its halves
 * @param hidden widths of the head's hidden layers; 0 is as wide as the head's input
 * @param normalize whether z is scaled to unit length as a whole; the gradient is taken with respect to what results
 */
public record HessianOptions(
        LabelUse labels,
        double temperature,
        double lambda,
        Gradient gradient,
        GradientLoss gradientLoss,
        int embedding,
        List<Integer> hidden,
        boolean normalize) {
    public static final HessianOptions DEFAULT = new HessianOptions(
            LabelUse.JOINT_SUPCON, 0.1, 0.1, Gradient.PER_SAMPLE, GradientLoss.SUM, 16, List.of(0), true);

    /** What {@code dL/dz} is in Burns et al. 2021, eq. 8, for a batch. With g_n the gradient at row n: */
    public enum Gradient {
        /** {@code mean_n |g_n0| |g_n1|}. */
        PER_SAMPLE,
        /** {@code |mean_n g_n0| |mean_n g_n1|}. */
        BATCH_MEAN,
        /** The Frobenius norm of {@code mean_n g_n0 g_n1^T}. */
        GAUSS_NEWTON
    }

    /** The L of {@code dL/dz}. */
    public enum GradientLoss {
        /** Summed over rows, as the paper prints it. */
        SUM,
        /** The mean over n rows: the regulariser shrinks by n squared. */
        MEAN
    }

    public HessianOptions {
        hidden = List.copyOf(hidden);
        Contrast.checkTemperature(temperature);
        Check.finite("lambda", lambda);
        Halves.checkOneHead(embedding, hidden);
    }
}
