package org.disentangle.methods.ipirm;

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
 * IP-IRM (Wang et al. 2021): a contrastive loss within each environment of every partition found so far, with the IRM penalty,
 * in turn with a search for the partition on which loss and penalty are largest.
 *
 * <pre>{@code loss = mean over cells of L + L of the whole batch + lambda1 * mean over cells of the penalty}</pre>
 */
public final class IpIrm implements Method<IpIrmOptions> {

    @Override
    public String name() {
        return "ip-irm";
    }

    @Override
    public String summary() {
        return "IP-IRM: contrastive learning made invariant to partitions that are searched for in turn";
    }

    @Override
    public IpIrmOptions defaults() {
        return IpIrmOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.WANG_2021, Citations.ARJOVSKY_2019);
    }

    @Override
    public Architecture architecture(IpIrmOptions options, int representationDimension) {
        return OneHead.architecture(options.embedding(), options.hidden(), representationDimension);
    }

    @Override
    public List<StepInput> stepInputs(IpIrmOptions options, int batch) {
        return List.of(PartitionRun.input(options.partitions(), batch));
    }

    @Override
    public List<String> streams() {
        return List.of("partition");
    }

    @Override
    public MethodRun begin(IpIrmOptions options) {
        return new PartitionRun(options.settings(), options.partitions());
    }

    @Override
    public Loss objective(IpIrmOptions options, ObjectiveInputs inputs) {
        Tensor z = inputs.embedding().l2Normalize(1);
        Environments environments = new Environments(inputs.stepInput(PartitionRun.PARTITION), options.environments());
        EnvironmentLoss losses = new EnvironmentLoss(inputs, z, environments, options.partitions());
        EnvironmentLoss.Logits logits = losses.at(options.temperature());
        EnvironmentLoss.Logits irmLogits =
                options.irmTemperature() == options.temperature() ? logits : losses.at(options.irmTemperature());

        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("contrastive", losses.contrastive(logits));
        if (options.keepCont()) {
            terms.put("global", losses.overall(options.temperature()));
        }
        terms.put("penalty", losses.penalty(irmLogits, options.penalty()));
        return WeightedTerms.sum(terms, options.penaltyWeight());
    }
}
