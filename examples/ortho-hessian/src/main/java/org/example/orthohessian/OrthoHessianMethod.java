package org.example.orthohessian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * InfoMax with the orthogonality and the Hessian regulariser of Burns et al. 2021 at once, which the paper proposes and does not
 * run: {@code infomax + hessian * |g_0| |g_1| + orthogonality * |cos(z_i0, z_j1)|}.
 *
 * <p>The Hessian term is eq. 8 per sample, of the summed loss, as the suite's {@code hessian} has it by default. The orthogonality
 * term is eq. 5, the mean over a row and its positive, as the suite's {@code ortho} has it by default. The paper uses the first with
 * one head and the second with two. Ours has one head, since eq. 8 is about the gradient of one loss in z; z0 and z1 are the halves
 * of z.
 */
public final class OrthoHessianMethod implements Method<OrthoHessianOptions> {
    /** Norms are taken as at least 1e-12: the derivative of a root at 0 is infinite. */
    private static final double LEAST_SQUARE = 1e-24;

    @Override
    public String name() {
        return "ortho-hessian";
    }

    @Override
    public String summary() {
        return "InfoMax with the orthogonality and the Hessian regulariser at once";
    }

    @Override
    public OrthoHessianOptions defaults() {
        return OrthoHessianOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(OrthoHessianOptions options, DataSetDescription data) {
        if (options.labels() != LabelUse.PAIR_ONLY && data.jointCardinality() == 0) {
            String labels = options.labels().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new UserError("The method '" + name() + "' with 'labels: " + labels
                    + "' needs joint labels, and the data set '" + data.name()
                    + "' has none; use 'labels: pair-only'");
        }
    }

    @Override
    public Architecture architecture(OrthoHessianOptions options, int representationDimension) {
        if (representationDimension % 2 != 0) {
            throw new UserError("The method '" + name() + "' cuts r into halves, and this encoder's r has "
                    + representationDimension + " numbers; choose an encoder with an even size of r");
        }
        int halfR = representationDimension / 2;
        int halfZ = options.embedding() / 2;
        HeadOptions layers =
                new HeadOptions(List.of(representationDimension), options.embedding(), false, true, false);
        return new Architecture(
                List.of(new Block("r0", 0, halfR), new Block("r1", halfR, halfR)),
                List.of(new Head("z", 0, representationDimension, layers)),
                List.of(new Block("z0", 0, halfZ), new Block("z1", halfZ, halfZ)));
    }

    @Override
    public Loss objective(OrthoHessianOptions options, ObjectiveInputs inputs) {
        Tensor z = inputs.embedding().l2Normalize(1);
        InfoNce infoNce = new InfoNce(z, PairMasks.of(inputs, options.labels()), options.temperature());
        Tensor infoMax = infoNce.loss();
        Tensor hessian = hessian(infoNce.gradient(), options.embedding() / 2);
        Tensor orthogonality = orthogonality(inputs.block("z0"), inputs.block("z1"), inputs.batch());
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("infomax", infoMax);
        terms.put("hessian", hessian);
        terms.put("orthogonality", orthogonality);
        Tensor regularizers = hessian.times(options.hessian()).plus(orthogonality.times(options.orthogonality()));
        return new Loss(infoMax.plus(regularizers), terms);
    }

    /**
     * Eq. 8: the double sum over both halves is the Frobenius norm of an outer product, and so the product of two norms.
     *
     * @param gradient of the summed loss in each row of z, {@code [n, 2 * half]}
     */
    private static Tensor hessian(Tensor gradient, int half) {
        return norm(gradient.slice(1, 0, half)).times(norm(gradient.slice(1, half, half))).mean();
    }

    /** The length of each row, {@code [n, 1]}. */
    private static Tensor norm(Tensor rows) {
        Tensor squares = rows.square().reduceKeeping(ReduceKind.SUM, 1);
        return squares.maximum(rows.builder().scalar(LEAST_SQUARE)).sqrt();
    }

    /**
     * Eq. 5: a row's z0 against its own z1 and that of the other view of its group; the mean over both and over rows, 0 to 1.
     *
     * @param first z0 of every row, {@code [2 * batch, d]}, view 0 of each group before view 1
     * @param second z1, of the same shape
     */
    private static Tensor orthogonality(Tensor first, Tensor second, int batch) {
        Tensor left = first.l2Normalize(1);
        Tensor right = second.l2Normalize(1);
        Tensor otherView =
                right.builder().concatenate(0, List.of(right.slice(0, batch, batch), right.slice(0, 0, batch)));
        return cosine(left, right).plus(cosine(left, otherView)).mean().dividedBy(2);
    }

    private static Tensor cosine(Tensor left, Tensor right) {
        return left.times(right).sum(1).absolute();
    }
}
