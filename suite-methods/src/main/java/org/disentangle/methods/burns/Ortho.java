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

/** SubInfoMax with {@linkplain Orthogonality orthogonal} sub-embeddings (Burns et al. 2021, eq. 2, 3 and 5). */
public final class Ortho implements Method<OrthoOptions> {

    @Override
    public String name() {
        return "ortho";
    }

    @Override
    public String summary() {
        return "SubInfoMax with sub-embeddings kept orthogonal";
    }

    @Override
    public OrthoOptions defaults() {
        return OrthoOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(OrthoOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(OrthoOptions options, int representationDimension) {
        return Halves.twoHeads(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public Loss objective(OrthoOptions options, ObjectiveInputs inputs) {
        Tensor raw0 = inputs.block("z0");
        Tensor raw1 = inputs.block("z1");
        Tensor infoMax = Contrast.subInfoMax(
                Contrast.normalized(raw0, options.normalize()),
                Contrast.normalized(raw1, options.normalize()),
                PairMasks.of(inputs, options.labels()),
                options.temperature());
        Tensor regularizer = Orthogonality.between(inputs, raw0, raw1, options.partners());
        return Contrast.loss(infoMax, options.lambda(), regularizer);
    }
}
