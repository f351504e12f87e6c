package org.disentangle.methods.invariance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Which pairs of views have to agree in a space, and how much they do not (Eastwood et al. 2023, {@code Linv}).
 *
 * <p>A pair's type is told, never inferred from its place in the batch. A type of which the batch has no pair costs nothing.
 */
final class Agreement {
    private final ObjectiveInputs inputs;
    private final MultiSpaceOptions options;

    Agreement(ObjectiveInputs inputs, MultiSpaceOptions options) {
        this.inputs = inputs;
        this.options = options;
    }

    /**
     * How far the pairs of a space are from agreeing: {@code 1 - mean cosine} of unit rows, or the mean squared difference over
     * pairs and dimensions, or (Euclidean and standardised) the mean squared distance. 0 is perfect.
     *
     * @param rows the space's, {@code [views * batch, d]}
     */
    Tensor constraint(int space, Tensor rows) {
        return mean(pairs(space), pair -> {
            Tensor apart = apart(rows, pair.key);
            return pair.weights == null
                    ? apart.mean()
                    : apart.times(pair.weights).sum();
        });
    }

    /** The same image by image, {@code [batch]}, in the standard form, where every image has a pair for every space. */
    Tensor perImage(int space, Tensor rows) {
        return mean(pairs(space), pair -> apart(rows, pair.key));
    }

    private static Tensor mean(List<Pair> pairs, Function<Pair, Tensor> term) {
        return pairs.stream().map(term).reduce(Tensor::plus).orElseThrow().dividedBy(pairs.size());
    }

    private Tensor apart(Tensor rows, int other) {
        Tensor query = view(rows, 0);
        Tensor key = view(rows, other);
        return switch (options.form()) {
            case SIMCLR -> query.times(key).sum(1).affine(-1, 1);
            case VICREG -> query.minus(key).square().mean(1);
            case EUCLIDEAN, STANDARDIZED -> query.minus(key).square().sum(1);
        };
    }

    /** @param weights {@code [batch]}, adding up to 1 or all 0; null for the plain mean */
    private record Pair(int key, @Nullable Tensor weights) {}

    private List<Pair> pairs(int space) {
        boolean every = space == 0 && options.contentViews() == MultiSpaceOptions.ContentViews.EVERY;
        List<Pair> pairs = new ArrayList<>();
        if (options.pairs() == Pairs.EFFICIENT) {
            pairs.add(new Pair(1, every ? null : weights(space)));
        } else if (every) {
            for (int key = 1; key < inputs.views(); key++) {
                pairs.add(new Pair(key, null));
            }
        } else {
            pairs.add(new Pair(1 + space, null));
        }
        return pairs;
    }

    private Tensor weights(int type) {
        Tensor wanted = inputs.builder().constant(HostTensor.indices(type));
        Tensor chosen = inputs.pairTypes().equalTo(wanted);
        return chosen.dividedBy(chosen.sum().maximum(inputs.builder().scalar(1)));
    }

    private Tensor view(Tensor rows, int view) {
        return rows.slice(0, view * inputs.batch(), inputs.batch());
    }
}
