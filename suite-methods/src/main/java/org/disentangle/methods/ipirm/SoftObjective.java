package org.disentangle.methods.ipirm;

import java.util.List;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * What the search maximises: the mean over environments of {@code L_e + lambda2 * Pen_e} with soft membership q, and its gradient
 * with respect to q in closed form. Without the index e, over the 2B rows i of a batch of B images with {@code N = 2B - 2}
 * negatives each (Wang et al. 2021, step 2, as the authors' code has it):
 *
 * <pre>{@code
 * w_ij = N q_n(j) / Q_i, Q_i = sum_j q_n(j)           weights of the negatives, 1 on average
 * D_i  = y_i0 + sum_j w_ij y_ij, y = exp(s / t)
 * L    = sum_i q_n(i) (log D_i - log y_i0) / A, A = sum_i q_n(i)
 * G_c  = sum_i q_n(i) (w_ic y_ic / D_i - [c = 0]) m_ic / A, m = s / t; Pen = sum_c G_c^2, or (sum_c G_c)^2
 * }</pre>
 *
 * The gradient of Pen is that of {@code F = sum_i q_n(i) h_i / A} with {@code h_i = sum_c 2 G_c (w_ic y_ic / D_i - [c = 0]) m_ic} and G
 * held fixed: again a mean of values per anchor. Which column an image has for which anchor: {@link EnvironmentLoss}.
 */
final class SoftObjective {
    static final String FEATURES = "features";
    static final String MEMBERSHIP = "membership";
    static final String LOSS = "loss";
    static final String PENALTY = "penalty";
    static final String GRADIENT = "gradient";

    /** Blocks of similarities that a second-level cache does not hold are slower, and so are many small ones. */
    private static final int IMAGES_PER_BLOCK = 258;
    /** Keeps the weights of an environment with no other image finite. */
    private static final double TINY = 1e-12;

    private final PartitionSettings settings;
    private final int imagesPerBlock;
    private final int images;
    private final Tensor q;
    private final Tensor twice;
    /** A, {@code [1, k]}. */
    private final Tensor mass;
    /** Q, {@code [2B, k]}. */
    private final Tensor others;
    /** Similarity of each row to its positive, {@code [2B, 1]}. */
    private final Tensor positive;

    /**
     * Inputs: {@code features}, unit rows {@code [2 * images, dimension]} by view; {@code membership}, q {@code [images, k]}. Outputs:
     * {@code loss} and {@code penalty} {@code [k]}; {@code gradient} {@code [images, k]}.
     */
    static Program program(PartitionSettings settings, int images, int dimension) {
        return program(settings, images, dimension, IMAGES_PER_BLOCK);
    }

    /** @param imagesPerBlock changes nothing but the time it takes */
    static Program program(PartitionSettings settings, int images, int dimension, int imagesPerBlock) {
        ProgramBuilder builder = new ProgramBuilder("partition search");
        Tensor features = builder.input(FEATURES, ElementType.FLOAT32, Shape.of(2 * images, dimension));
        Tensor q = builder.input(MEMBERSHIP, ElementType.FLOAT32, Shape.of(images, settings.environments()));
        new SoftObjective(settings, features, q, imagesPerBlock).build(features);
        return builder.build();
    }

    private SoftObjective(PartitionSettings settings, Tensor features, Tensor q, int imagesPerBlock) {
        this.imagesPerBlock = imagesPerBlock;
        this.settings = settings;
        this.q = q;
        images = q.size(0);
        twice = both(q);
        Tensor sum = q.reduceKeeping(ReduceKind.SUM, 0);
        mass = sum.times(2);
        others = both(sum.minus(q).times(2).plus(TINY));
        Tensor products = features.slice(0, 0, images).times(features.slice(0, images, images));
        positive = both(products.reduceKeeping(ReduceKind.SUM, 1));
    }

    /** Values per anchor at one temperature, {@code [2B, k]}: the softmax' denominator D, and {@code c_i = q_n(i) N / (Q_i D_i)}. */
    private record Anchors(AnchorBlocks blocks, Tensor sums, Tensor denominators, Tensor coefficients) {}

    private Anchors anchors(Tensor features, double temperature) {
        AnchorBlocks blocks = new AnchorBlocks(features, temperature, imagesPerBlock);
        Tensor sums = blocks.sums(twice);
        Tensor denominators = sums.times(negatives())
                .dividedBy(others)
                .plus(positive.affine(1 / temperature, -1 / temperature).exp());
        Tensor coefficients = twice.times(negatives()).dividedBy(others.times(denominators));
        return new Anchors(blocks, sums, denominators, coefficients);
    }

    private void build(Tensor features) {
        double temperature = settings.temperature();
        double irmTemperature = settings.irmTemperature();
        Anchors plain = anchors(features, temperature);
        boolean shared = irmTemperature == temperature;
        Anchors irm = shared ? plain : anchors(features, irmTemperature);

        Tensor losses = plain.denominators().log().minus(positive.affine(1 / temperature, -1 / temperature));
        Tensor loss = mean(losses);
        Columns columns = columns(irm, irmTemperature);
        double weight = settings.search().penaltyWeight();

        // Per anchor: h_i, and what multiplies the derivatives of D_i and of Q_i.
        Tensor later = columns.later();
        Tensor earlier = columns.earlier();
        Tensor scaled = irm.blocks()
                .scaledSumsOverEarlier(twice.times(later))
                .plus(irm.blocks().scaledSumsOverLater(twice.times(earlier)))
                .times(2 / irmTemperature);
        Tensor first = columns.first().times(positive).times(2 / irmTemperature);
        Tensor share = positive.affine(1 / irmTemperature, -1 / irmTemperature).exp();
        Tensor ratios = first.times(share)
                .plus(scaled.times(negatives()).dividedBy(others))
                .dividedBy(irm.denominators());
        Tensor values = ratios.minus(first);
        Tensor fixed = mean(values);

        Tensor irmSlopes = irm.coefficients().times(ratios).times(-weight);
        Tensor direct = shared
                ? plain.blocks().sums(plain.coefficients().plus(irmSlopes))
                : plain.blocks().sums(plain.coefficients()).plus(irm.blocks().sums(irmSlopes));
        Tensor throughColumns = later.times(columns.fromLater())
                .plus(earlier.times(columns.fromEarlier()))
                .times(2 * weight / irmTemperature);
        Tensor throughWeights = plain.coefficients()
                .times(plain.sums())
                .plus(irmSlopes.times(irm.sums()))
                .plus(irm.coefficients().times(scaled).times(weight))
                .times(2)
                .dividedBy(others);
        Tensor own = losses.minus(loss).plus(values.minus(fixed).times(weight)).plus(throughWeights);
        Tensor all = throughWeights.reduceKeeping(ReduceKind.SUM, 0);
        Tensor gradient =
                folded(direct.plus(throughColumns).plus(own)).minus(all).dividedBy(mass);

        ProgramBuilder builder = q.builder();
        builder.output(LOSS, loss.reshape(q.size(1)));
        builder.output(PENALTY, columns.penalty().reshape(q.size(1)));
        builder.output(GRADIENT, gradient.dividedBy(q.size(1)));
    }

    /**
     * @param penalty {@code [1, k]}
     * @param first the factor of column 0, {@code [1, k]}: {@code G_0}, or the sum of all for one scale
     * @param later the factor of an image's column for anchors later in the batch, {@code [2B, k]}
     * @param earlier for earlier anchors
     * @param fromLater {@code sum_i c_i y_ij s_ij} over anchors i of later images, {@code [2B, k]}
     * @param fromEarlier over anchors of earlier images
     */
    private record Columns(
            Tensor penalty, Tensor first, Tensor later, Tensor earlier, Tensor fromLater, Tensor fromEarlier) {}

    private Columns columns(Anchors anchors, double temperature) {
        Tensor fromLater = anchors.blocks().scaledSumsOverLater(anchors.coefficients());
        Tensor fromEarlier = anchors.blocks().scaledSumsOverEarlier(anchors.coefficients());
        Tensor scale = mass.times(temperature).reciprocal();
        Tensor negative =
                twice.times(fromLater).plus(moved(twice.times(fromEarlier), 1)).times(scale);
        Tensor positiveShare =
                positive.affine(1 / temperature, -1 / temperature).exp().dividedBy(anchors.denominators());
        Tensor first = twice.times(positiveShare.minus(1))
                .times(positive)
                .reduceKeeping(ReduceKind.SUM, 0)
                .times(scale);
        if (settings.penalty() == Penalty.SCALAR) {
            Tensor sum = first.plus(negative.reduceKeeping(ReduceKind.SUM, 0));
            return new Columns(sum.square(), sum, sum, sum, fromLater, fromEarlier);
        }
        Tensor penalty = first.square().plus(negative.square().reduceKeeping(ReduceKind.SUM, 0));
        return new Columns(penalty, first, negative, moved(negative, -1), fromLater, fromEarlier);
    }

    private int negatives() {
        return 2 * images - 2;
    }

    /** The mean of values per anchor, {@code [1, k]}. */
    private Tensor mean(Tensor values) {
        return twice.times(values).reduceKeeping(ReduceKind.SUM, 0).dividedBy(mass);
    }

    /** The same rows for both views. */
    private Tensor both(Tensor rows) {
        return rows.builder().concatenate(0, List.of(rows, rows));
    }

    /** The sum over views, {@code [B, k]}. */
    private Tensor folded(Tensor rows) {
        return rows.slice(0, 0, images).plus(rows.slice(0, images, images));
    }

    /** In each view, row r of the result is row {@code r + by} of the argument, or 0 where there is none. */
    private Tensor moved(Tensor rows, int by) {
        ProgramBuilder builder = rows.builder();
        int k = rows.size(1);
        Tensor zero = builder.constant(HostTensor.of(Shape.of(1, k), new float[k]));
        Tensor first = rows.slice(0, by > 0 ? 1 : 0, images - 1);
        Tensor second = rows.slice(0, images + (by > 0 ? 1 : 0), images - 1);
        return builder.concatenate(0, by > 0 ? List.of(first, zero, second, zero) : List.of(zero, first, zero, second));
    }
}
