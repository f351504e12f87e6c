package org.disentangle.methods.ipirm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;

/**
 * IP-IRM with mixup (Wang et al. 2021; mixup by Zhang et al. 2018): first views are mixed with a partner's before they are encoded,
 * and compared with second views.
 *
 * <p>The authors mix and encode anew for each environment of each partition. Here each image is mixed once per step, and counts
 * in the environments that hold its partner too.
 */
public final class IpIrmMixup implements Method<IpIrmMixupOptions> {

    @Override
    public String name() {
        return "ip-irm-mixup";
    }

    @Override
    public String summary() {
        return "IP-IRM with first views mixed with those of other images";
    }

    @Override
    public IpIrmMixupOptions defaults() {
        return IpIrmMixupOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.WANG_2021, Citations.ARJOVSKY_2019, Citations.ZHANG_2018);
    }

    @Override
    public Architecture architecture(IpIrmMixupOptions options, int representationDimension) {
        return OneHead.architecture(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public List<StepInput> stepInputs(IpIrmMixupOptions options, int batch) {
        return MixupRun.inputs(options.partitions(), batch);
    }

    @Override
    public List<String> streams() {
        return List.of("partition", "mixup");
    }

    @Override
    public MethodRun begin(IpIrmMixupOptions options) {
        return new MixupRun(new PartitionRun(options.settings(), options.partitions()), options.mixPartners());
    }

    @Override
    public Tensor mix(IpIrmMixupOptions options, ObjectiveInputs inputs, Tensor views) {
        int batch = inputs.batch();
        int[] sizes = new int[views.shape().rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = batch;
        Tensor share = inputs.stepInput(MixupRun.WEIGHT).reshape(sizes);
        Tensor first = views.slice(0, 0, batch);
        Tensor partner = first.gather(0, inputs.stepInput(MixupRun.PARTNER));
        Tensor mixed = first.times(share).plus(partner.times(share.affine(-1, 1)));
        return views.builder().concatenate(0, List.of(mixed, views.slice(0, batch, batch)));
    }

    @Override
    public Loss objective(IpIrmMixupOptions options, ObjectiveInputs inputs) {
        Tensor z = inputs.embedding().l2Normalize(1);
        MixedLoss losses = new MixedLoss(
                inputs,
                z,
                inputs.stepInput(MixupRun.WEIGHT),
                inputs.stepInput(MixupRun.PARTNER),
                options.temperature(),
                options.mixWeight());
        Tensor partition = inputs.stepInput(PartitionRun.PARTITION);
        Tensor together = Environments.together(partition);
        Environments environments = new Environments(partition, options.environments(), losses.complete(together));
        MixedLoss.Result result = losses.within(environments, together, options.penalty());

        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("contrastive", result.contrastive());
        if (options.keepCont()) {
            terms.put("global", losses.overall());
        }
        terms.put("penalty", result.penalty());
        return WeightedTerms.sum(terms, options.penaltyWeight());
    }
}
