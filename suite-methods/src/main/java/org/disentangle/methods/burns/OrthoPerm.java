package org.disentangle.methods.burns;

import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;
import org.disentangle.methods.contrastive.PairMasks;

/**
 * Ortho with permutation (Burns et al. 2021, eq. 6): the elements of z0 are permuted before they are held against z1, so that the
 * halves cannot escape by using disjoint coordinates. One permutation serves the whole batch; z1 is not permuted.
 */
public final class OrthoPerm implements Method<OrthoPermOptions> {
    private static final String PERMUTATION = "permutation";

    @Override
    public String name() {
        return "ortho-perm";
    }

    @Override
    public String summary() {
        return "SubInfoMax with sub-embeddings kept orthogonal under a random permutation of one's elements";
    }

    @Override
    public OrthoPermOptions defaults() {
        return OrthoPermOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021);
    }

    @Override
    public void check(OrthoPermOptions options, DataSetDescription data) {
        Contrast.checkLabels(name(), options.labels(), data);
    }

    @Override
    public Architecture architecture(OrthoPermOptions options, int representationDimension) {
        return Halves.twoHeads(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public List<StepInput> stepInputs(OrthoPermOptions options) {
        Shape shape = Shape.of(options.embedding());
        return List.of(new StepInput(
                PERMUTATION,
                ElementType.INT64,
                shape,
                "which element of z0 stands at each place: 0..embedding-1, each once"));
    }

    @Override
    public List<String> streams() {
        return List.of(PERMUTATION);
    }

    @Override
    public MethodRun begin(OrthoPermOptions options) {
        return step -> Map.of(PERMUTATION, permutation(options, step.index(), step.streams()));
    }

    private static HostTensor permutation(OrthoPermOptions options, long step, SeedStreams streams) {
        long index = options.redraw() == OrthoPermOptions.Redraw.PER_STEP ? step : 0;
        return HostTensor.indices(SeedStreams.permutation(options.embedding(), streams.stream(PERMUTATION, index)));
    }

    @Override
    public Loss objective(OrthoPermOptions options, ObjectiveInputs inputs) {
        Tensor raw0 = inputs.block("z0");
        Tensor raw1 = inputs.block("z1");
        Tensor infoMax = Contrast.subInfoMax(
                Contrast.normalized(raw0, options.normalize()),
                Contrast.normalized(raw1, options.normalize()),
                PairMasks.of(inputs, options.labels()),
                options.temperature());
        Tensor permuted = raw0.gather(1, inputs.stepInput(PERMUTATION));
        Tensor regularizer = Orthogonality.between(inputs, permuted, raw1, options.partners());
        return Contrast.loss(infoMax, options.lambda(), regularizer);
    }
}
