package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * InfoMax with the Hessian regulariser (Burns et al. 2021, eq. 7 and 8): {@code sqrt( sum_i sum_j |dL/dz_i dL/dz_j|^2 )} with i
 * over z0 and j over z1.
 *
 * <p>The double sum is the Frobenius norm of an outer product, so it equals {@code |g_0| |g_1|}, the product of the norms of the
 * gradient's halves. The gradient has a closed form in the rows ({@link InfoNce#gradient}), so plain backpropagation through it
 * gives the regulariser's own gradient.
 */
public final class Hessian implements Method<HessianOptions> {
    /** Norms are taken as at least 1e-12: the derivative of a root at 0 is infinite. */
    private static final double LEAST_SQUARE = 1e-24;

    @Override
    public String name() {
        return "hessian";
    }

    @Override
    public String summary() {
        return "InfoMax with the product of its gradient's halves as regulariser";
    }

    @Override
    public HessianOptions defaults() {
        return HessianOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(HessianOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(HessianOptions options, int representationDimension) {
        return Halves.oneHead(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(HessianOptions options, ObjectiveInputs inputs) {
        Tensor z = Contrast.normalized(inputs.embedding(), options.normalize());
        InfoNce infoNce = new InfoNce(z, PairMasks.of(inputs, options.labels()), options.temperature());
        Tensor gradient = infoNce.gradient();
        int half = options.embedding() / 2;
        Tensor regularizer = product(gradient.slice(1, 0, half), gradient.slice(1, half, half), options.gradient());
        if (options.gradientLoss() == HessianOptions.GradientLoss.MEAN) {
            double rows = z.size(0);
            regularizer = regularizer.dividedBy(rows * rows);
        }
        return Contrast.loss(infoNce.loss(), options.lambda(), regularizer);
    }

    /** @param first the gradients with respect to z0, {@code [n, e / 2]} */
    private static Tensor product(Tensor first, Tensor second, HessianOptions.Gradient gradient) {
        return switch (gradient) {
            case PER_SAMPLE -> norm(first, 1).times(norm(second, 1)).mean();
            case BATCH_MEAN ->
                norm(first.mean(0), 0).times(norm(second.mean(0), 0)).mean();
            case GAUSS_NEWTON ->
                norm(first.transposedMatmul(second).dividedBy(first.size(0)), 0, 1)
                        .mean();
        };
    }

    private static Tensor norm(Tensor values, int... axes) {
        Tensor squares = values.square().reduceKeeping(ReduceKind.SUM, axes);
        return squares.maximum(values.builder().scalar(LEAST_SQUARE)).sqrt();
    }
}
