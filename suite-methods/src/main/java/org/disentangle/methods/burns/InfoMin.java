package org.disentangle.methods.burns;

import java.util.List;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;
import org.disentangle.methods.contrastive.CrossBlockNce;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * SubInfoMax and InfoMin (Burns et al. 2021, eq. 2 to 4): within each view, the two sub-embeddings of one sample are pushed apart.
 *
 * <p>Eq. 4 sums over both ordered pairs of sub-embeddings, over samples and over views. We take the mean over the rows of all
 * views, as InfoMax does, and keep the sum over the two ordered pairs. The denominator compares sub-embedding k with k of the
 * other samples, as printed; with {@code joint-exclude} samples of the same joint label are left out of it, and a sample for
 * which nobody is left costs nothing.
 */
public final class InfoMin implements Method<InfoMinOptions> {

    @Override
    public String name() {
        return "infomin";
    }

    @Override
    public String summary() {
        return "SubInfoMax, and a contrastive loss that pushes a sample's two sub-embeddings apart";
    }

    @Override
    public InfoMinOptions defaults() {
        return InfoMinOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(InfoMinOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(InfoMinOptions options, int representationDimension) {
        return Halves.twoHeads(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(InfoMinOptions options, ObjectiveInputs inputs) {
        Tensor z0 = Contrast.normalized(inputs.block("z0"), options.normalize());
        Tensor z1 = Contrast.normalized(inputs.block("z1"), options.normalize());
        Tensor infoMax = Contrast.subInfoMax(z0, z1, PairMasks.of(inputs, options.labels()), options.temperature());
        CrossBlockNce within =
                new CrossBlockNce(inputs, options.labels() == LabelUse.JOINT_EXCLUDE, options.temperature());
        Tensor regularizer = within.agreement(z0, z1).plus(within.agreement(z1, z0));
        return Contrast.loss(infoMax, options.lambda(), regularizer);
    }
}
