package org.disentangle.methods.invariance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.methods.Citations;

/** VICReg (Bardes et al. 2022): two views agree, every dimension varies, dimensions do not vary together. */
public final class Vicreg implements Method<VicregOptions> {

    @Override
    public String name() {
        return "vicreg";
    }

    @Override
    public String summary() {
        return "VICReg: variance, invariance and covariance of two views, one space";
    }

    @Override
    public VicregOptions defaults() {
        return VicregOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.BARDES_2022);
    }

    @Override
    public Architecture architecture(VicregOptions options, int representationDimension) {
        return new Architecture(
                List.of(),
                List.of(Projector.head(options.hidden(), options.embedding(), representationDimension)),
                List.of());
    }

    @Override
    public Loss objective(VicregOptions options, ObjectiveInputs inputs) {
        Tensor first = inputs.embedding().slice(0, 0, inputs.batch());
        Tensor second = inputs.embedding().slice(0, inputs.batch(), inputs.batch());
        BatchStatistics one = new BatchStatistics(first);
        BatchStatistics two = new BatchStatistics(second);
        boolean sum = options.covarianceViews() == VicregOptions.CovarianceViews.SUM;
        Map<String, Tensor> terms = new LinkedHashMap<>();
        Tensor invariance = first.minus(second).square().mean();
        Tensor deviation = one.deviation().plus(two.deviation()).times(0.5);
        Tensor covariance = one.covariance().plus(two.covariance()).times(sum ? 1 : 0.5);
        terms.put("invariance", invariance);
        terms.put("deviation", deviation);
        terms.put("covariance", covariance);
        Tensor total = invariance
                .times(options.invariance())
                .plus(deviation.times(options.standardDeviation()))
                .plus(covariance.times(options.covariance()));
        return new Loss(total, terms);
    }
}
