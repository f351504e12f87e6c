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
import org.disentangle.methods.contrastive.PairMasks;

/** SubInfoMax alone (Burns et al. 2021, eq. 2): a head and a contrastive loss for each half of r, no regulariser. */
public final class SubInfomax implements Method<SubInfomaxOptions> {

    @Override
    public String name() {
        return "sub-infomax";
    }

    @Override
    public String summary() {
        return "A head and a contrastive loss for each half of r, without a regulariser";
    }

    @Override
    public SubInfomaxOptions defaults() {
        return SubInfomaxOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(SubInfomaxOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(SubInfomaxOptions options, int representationDimension) {
        return Halves.twoHeads(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(SubInfomaxOptions options, ObjectiveInputs inputs) {
        Tensor z0 = Contrast.normalized(inputs.block("z0"), options.normalize());
        Tensor z1 = Contrast.normalized(inputs.block("z1"), options.normalize());
        PairMasks masks = PairMasks.of(inputs, options.labels());
        return Contrast.loss(Contrast.subInfoMax(z0, z1, masks, options.temperature()));
    }
}
