package org.disentangle.methods.ipirm;

/** How much each image belongs to each environment: the softmax of its logits, which Adam moves. Rows outside of a batch have no gradient, but their moments still move them. */
final class SoftMembership {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final int environments;
    private final double[] logits;
    private final double[] first;
    private final double[] second;
    private int updates;

    SoftMembership(float[] start, int environments) {
        this.environments = environments;
        logits = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            logits[i] = start[i];
        }
        first = new double[start.length];
        second = new double[start.length];
    }

    /** A copy. */
    float[] logits() {
        float[] copy = new float[logits.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (float) logits[i];
        }
        return copy;
    }

    /** q of the images, {@code [images.length * environments]}. */
    float[] shares(int[] images) {
        float[] shares = new float[images.length * environments];
        for (int i = 0; i < images.length; i++) {
            int from = images[i] * environments;
            double largest = Double.NEGATIVE_INFINITY;
            for (int e = 0; e < environments; e++) {
                largest = Math.max(largest, logits[from + e]);
            }
            double sum = 0;
            for (int e = 0; e < environments; e++) {
                sum += Math.exp(logits[from + e] - largest);
            }
            for (int e = 0; e < environments; e++) {
                shares[i * environments + e] = (float) (Math.exp(logits[from + e] - largest) / sum);
            }
        }
        return shares;
    }

    /**
     * One step of Adam.
     *
     * @param q their shares
     * @param slopes the derivative of what is minimised with respect to q, in the same order
     */
    void descend(int[] images, float[] q, double[] slopes, double rate) {
        double[] gradient = new double[logits.length];
        for (int i = 0; i < images.length; i++) {
            double mean = 0;
            for (int e = 0; e < environments; e++) {
                mean += q[i * environments + e] * slopes[i * environments + e];
            }
            for (int e = 0; e < environments; e++) {
                int place = i * environments + e;
                gradient[images[i] * environments + e] = q[place] * (slopes[place] - mean);
            }
        }
        updates++;
        double correction1 = 1 - Math.pow(BETA1, updates);
        double correction2 = 1 - Math.pow(BETA2, updates);
        for (int i = 0; i < logits.length; i++) {
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
            logits[i] -= rate / correction1 * first[i] / (Math.sqrt(second[i] / correction2) + EPSILON);
        }
    }
}
