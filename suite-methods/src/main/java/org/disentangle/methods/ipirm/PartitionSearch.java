package org.disentangle.methods.ipirm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Calculation;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One search for a partition of all training images (Wang et al. 2021, step 2): Adam on the logits of soft membership, over
 * batches of images that are compared with each other. The batches and the first logits come from the streams {@code
 * partition/...} of the round.
 */
final class PartitionSearch implements AutoCloseable {
    /** What the round's first pass has for a number; more than a round can have. */
    private static final long PASSES_PER_ROUND = 1000;
    /** From this pass on, counted from 0, passes without improvement end the search. */
    private static final int PATIENT_UNTIL = 51;

    private static final int PATIENCE = 5;

    private final PartitionSettings settings;
    private final Interlude interlude;
    private final int round;
    private final int images;
    private final Map<Integer, Calculation> calculations = new LinkedHashMap<>();

    /** @param round how many partitions were found before */
    PartitionSearch(PartitionSettings settings, Interlude interlude, int round) {
        this.settings = settings;
        this.interlude = interlude;
        this.round = round;
        this.images = interlude.groups();
    }

    /**
     * @param logits {@code [images * environments]}
     * @param objective what was minimised, the mean over the batches of the best pass: lower is a stronger partition
     */
    record Found(float[] logits, double objective) {
        /** The environment of each image. */
        int[] environments(int count) {
            int[] chosen = new int[logits.length / count];
            for (int image = 0; image < chosen.length; image++) {
                for (int e = 1; e < count; e++) {
                    if (logits[image * count + e] > logits[image * count + chosen[image]]) {
                        chosen[image] = e;
                    }
                }
            }
            return chosen;
        }
    }

    /** @param start logits to start from; null for random ones */
    Found find(float @Nullable [] start) {
        SoftMembership membership = new SoftMembership(start == null ? randomLogits() : start, settings.environments());
        int epochs = settings.search().epochs();
        UnitRows rows = new UnitRows(interlude.embeddings(round * PASSES_PER_ROUND));
        Found best = new Found(membership.logits(), Double.POSITIVE_INFINITY);
        int withoutImprovement = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (epoch > 0 && !settings.search().offline()) {
                rows = new UnitRows(interlude.embeddings(round * PASSES_PER_ROUND + epoch));
            }
            double objective = pass(rows, membership, epoch);
            if (objective < best.objective()) {
                best = new Found(membership.logits(), objective);
                withoutImprovement = 0;
            } else {
                withoutImprovement++;
            }
            if (epoch >= PATIENT_UNTIL && withoutImprovement >= PATIENCE) {
                break;
            }
        }
        return best;
    }

    private float[] randomLogits() {
        UniformRandomProvider random = interlude.streams().stream("partition/logits", round);
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        float[] logits = new float[images * settings.environments()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) gaussian.sample();
        }
        return logits;
    }

    /** One pass over the images; the mean objective of its batches, each before its own update. */
    private double pass(UnitRows rows, SoftMembership membership, int epoch) {
        int[] order = SeedStreams.permutation(
                images, interlude.streams().stream("partition/order", round * PASSES_PER_ROUND + epoch));
        int size = Math.min(settings.search().batch(), images);
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < images; from += size) {
            int count = Math.min(size, images - from);
            boolean left = count < size && (count < 2 || !settings.search().offline());
            if (left) {
                continue;
            }
            sum += update(rows, membership, Arrays.copyOfRange(order, from, from + count), rate(epoch));
            batches++;
            double share = (epoch + (double) (from + count) / images)
                    / settings.search().epochs();
            interlude.working("partition " + round, share);
        }
        double mean = sum / batches;
        if (!Double.isFinite(mean)) {
            throw new UserError("The search for partition " + round + " came to an objective of " + mean
                    + " in its pass " + epoch + ": the embeddings are not finite. A lower learning rate may help.");
        }
        return mean;
    }

    private static double rate(int epoch) {
        return 0.5 * (epoch < 5 ? 1 : epoch < 35 ? 0.2 : 0.04);
    }

    private double update(UnitRows rows, SoftMembership membership, int[] chosen, double rate) {
        int k = settings.environments();
        float[] q = membership.shares(chosen);
        Map<String, HostTensor> outputs = calculation(chosen.length, rows.dimension())
                .run(Map.of(
                        SoftObjective.FEATURES,
                        rows.of(chosen),
                        SoftObjective.MEMBERSHIP,
                        HostTensor.of(Shape.of(chosen.length, k), q)));
        float[] losses = floats(outputs, SoftObjective.LOSS);
        float[] penalties = floats(outputs, SoftObjective.PENALTY);
        float[] gradient = floats(outputs, SoftObjective.GRADIENT);
        double[] shares = new double[k];
        for (int i = 0; i < q.length; i++) {
            shares[i % k] += q[i] / (double) chosen.length;
        }
        double[] pull = settings.search().constraint().gradient(shares);
        double[] slopes = new double[q.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = pull[i % k] / chosen.length - gradient[i];
        }
        membership.descend(chosen, q, slopes, rate);
        double value = settings.search().constraint().value(shares);
        for (int e = 0; e < k; e++) {
            value -= (losses[e] + settings.search().penaltyWeight() * penalties[e]) / k;
        }
        return value;
    }

    private Calculation calculation(int count, int dimension) {
        return calculations.computeIfAbsent(
                count, key -> interlude.prepare(SoftObjective.program(settings, key, dimension)));
    }

    private static float[] floats(Map<String, HostTensor> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name)).floats();
    }

    @Override
    public void close() {
        calculations.values().forEach(Calculation::close);
    }
}
