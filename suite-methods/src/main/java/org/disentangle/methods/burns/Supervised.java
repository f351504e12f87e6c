package org.disentangle.methods.burns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
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
 * The ceiling (Burns et al. 2021, A.2, tables 1 and 4): the supervised contrastive loss directly on r0 with the labels of the
 * first shared factor, and on r1 with those of the second. No heads.
 */
public final class Supervised implements Method<SupervisedOptions> {

    @Override
    public String name() {
        return "supervised";
    }

    @Override
    public String summary() {
        return "The ceiling: each half of r is trained with one factor's labels";
    }

    @Override
    public SupervisedOptions defaults() {
        return SupervisedOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BURNS_2021, Citations.KHOSLA_2020);
    }

    @Override
    public void check(SupervisedOptions options, DataSetDescription data) {
        if (data.sharedFactors().size() < 2) {
            throw new UserError("The method 'supervised' needs a data set whose pairs share two factors; those of '"
                    + data.name() + "' share " + data.sharedFactors());
        }
    }

    @Override
    public Architecture architecture(SupervisedOptions options, int representationDimension) {
        return Halves.noHead(representationDimension);
    }

    @Override
    public Loss objective(SupervisedOptions options, ObjectiveInputs inputs) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        for (int half = 0; half < 2; half++) {
            String factor = inputs.sharedFactors().get(half);
            Tensor rows = Contrast.normalized(inputs.block("r" + half), options.normalize());
            PairMasks masks = PairMasks.byLabels(inputs, inputs.labels(factor));
            terms.put("infomax_" + half, new InfoNce(rows, masks, options.temperature()).loss());
        }
        Tensor total = terms.values().stream().reduce(Tensor::plus).orElseThrow();
        terms.put("infomax", total);
        return new Loss(total, terms);
    }
}
