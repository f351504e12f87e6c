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

/**
 * Barlow Twins (Zbontar et al. 2021, eq. 1): the correlations between the dimensions of two views, over a batch, should be the
 * identity matrix. Dimensions are standardised with the batch's biased variance and 1e-5, as batch norm does in the authors' code.
 */
public final class BarlowTwins implements Method<BarlowTwinsOptions> {
    @Override
    public String name() {
        return "barlow-twins";
    }

    @Override
    public String summary() {
        return "Barlow Twins: the cross-correlation of two views is driven to the identity, one space";
    }

    @Override
    public BarlowTwinsOptions defaults() {
        return BarlowTwinsOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.ZBONTAR_2021);
    }

    @Override
    public Architecture architecture(BarlowTwinsOptions options, int representationDimension) {
        return new Architecture(
                List.of(),
                List.of(Projector.head(options.hidden(), options.embedding(), representationDimension)),
                List.of());
    }

    @Override
    public Loss objective(BarlowTwinsOptions options, ObjectiveInputs inputs) {
        Tensor first = BatchStatistics.standardized(inputs.embedding().slice(0, 0, inputs.batch()));
        Tensor second = BatchStatistics.standardized(inputs.embedding().slice(0, inputs.batch(), inputs.batch()));
        Tensor all = first.transposedMatmul(second).dividedBy(inputs.batch());
        Tensor equal = first.times(second).mean(0);
        Tensor diagonal = equal.minus(1).square().sum();
        Tensor offDiagonal = all.square().sum().minus(equal.square().sum());
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("diagonal", diagonal);
        terms.put("off_diagonal", offDiagonal);
        return new Loss(diagonal.times(options.diagonal()).plus(offDiagonal.times(options.offDiagonal())), terms);
    }
}
