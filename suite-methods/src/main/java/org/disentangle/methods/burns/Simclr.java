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
import org.disentangle.methods.contrastive.InfoNce;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * SimCLR (Chen et al. 2020): one head on the whole r and one InfoNCE loss. z0 and z1 are the halves of z, which the objective does
 * not know of: what a board shows for them is what cutting in two gives by itself.
 */
public final class Simclr implements Method<SimclrOptions> {

    @Override
    public String name() {
        return "simclr";
    }

    @Override
    public String summary() {
        return "SimCLR: one head, one contrastive loss, no pressure to disentangle";
    }

    @Override
    public SimclrOptions defaults() {
        return SimclrOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.CHEN_2020);
    }

    @Override
    public void check(SimclrOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(SimclrOptions options, int representationDimension) {
        return Halves.oneHead(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(SimclrOptions options, ObjectiveInputs inputs) {
        Tensor z = Contrast.normalized(inputs.embedding(), options.normalize());
        PairMasks masks = PairMasks.of(inputs, options.labels());
        return Contrast.loss(new InfoNce(z, masks, options.temperature()).loss());
    }
}
