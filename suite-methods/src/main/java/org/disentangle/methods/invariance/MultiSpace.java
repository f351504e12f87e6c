package org.disentangle.methods.invariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.methods.Citations;

/**
 * Invariance on several spaces at once (Eastwood et al. 2023): the content space is to agree whatever changes, style space m
 * whatever changes save the transforms of group m, and the whole is to be spread, so that each style space has to hold what the
 * others must not.
 *
 * <pre>{@code L = 1/(M+1) sum_m lambda_m Linv_m + Lent(z) [+ Lent(content)]}</pre>
 *
 * <p>In the SimCLR form every space is scaled to unit length by itself, {@code Linv_m = -mean cosine / temperature} and z is the spaces
 * side by side over {@code sqrt(M+1)}. The authors' code takes the content's entropy of rows that were already divided by {@code
 * sqrt(M+1)}, which makes its temperature M + 1 times as high; here the content space is of unit length and has the
 * temperature that is set.
 */
public final class MultiSpace implements Method<MultiSpaceOptions> {
    static final String LAMBDA = "lambda";
    static final String CONSTRAINT = "constraint_";

    @Override
    public String name() {
        return "multi-space";
    }

    @Override
    public String summary() {
        return "One content space invariant to everything, and a style space per group of transforms invariant to the others";
    }

    @Override
    public MultiSpaceOptions defaults() {
        return MultiSpaceOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(Citations.EASTWOOD_2023);
    }

    @Override
    public ViewPolicy views(MultiSpaceOptions options) {
        boolean efficient = options.pairs() == Pairs.EFFICIENT;
        int styles = options.styleGroups().size();
        List<ViewPolicy.Sharing> sharing = new ArrayList<>();
        for (int style = 1; style <= styles; style++) {
            String group = options.styleGroups().get(style - 1);
            int view = efficient ? 1 : 1 + style;
            int type = efficient ? style : ViewPolicy.Sharing.EVERY_TYPE;
            if (options.constrainedCrop()) {
                sharing.add(new ViewPolicy.Sharing("crop", view, 0, type, ViewPolicy.Closeness.NEAR));
            }
            sharing.add(new ViewPolicy.Sharing(group, view, 0, type, ViewPolicy.Closeness.EQUAL));
        }
        return new ViewPolicy(efficient ? 2 : styles + 2, efficient ? styles + 1 : 1, sharing);
    }

    @Override
    public Architecture architecture(MultiSpaceOptions options, int representationDimension) {
        Spaces spaces = options.spaces();
        if (options.projector()) {
            Head head = Projector.head(options.hidden(), options.embedding(), representationDimension);
            return new Architecture(List.of(), List.of(head), spaces.blocks());
        }
        if (options.embedding() != representationDimension) {
            throw new UserError(
                    "'embedding' is " + options.embedding() + ", but without a projector the spaces are cut "
                            + "from r, which has " + representationDimension + " numbers; they must be equal");
        }
        return new Architecture(spaces.blocks(), List.of(), List.of());
    }

    @Override
    public List<StepInput> stepInputs(MultiSpaceOptions options) {
        if (!options.weight().adapts()) {
            return List.of();
        }
        Shape shape = Shape.of(options.spaces().count());
        return List.of(new StepInput(
                LAMBDA, ElementType.FLOAT32, shape, "weight of each space's invariance, content first, at least 0"));
    }

    @Override
    public MethodRun begin(MultiSpaceOptions options) {
        return options.weight().adapts() ? new DualAscent(options) : MethodRun.STATELESS;
    }

    @Override
    public Loss objective(MultiSpaceOptions options, ObjectiveInputs inputs) {
        Spaces spaces = options.spaces();
        Agreement agreement = new Agreement(inputs, options);
        Tensor weights = weights(options, inputs);
        Map<String, Tensor> terms = new LinkedHashMap<>();
        List<Tensor> rows = new ArrayList<>();
        List<Tensor> invariances = new ArrayList<>();
        for (int space = 0; space < spaces.count(); space++) {
            Tensor block = inputs.block(spaces.blocks().get(space).name());
            rows.add(scaled(options.form(), block));
            Tensor constraint = agreement.constraint(space, rows.get(space));
            Tensor lambda = weights.slice(0, space, 1).reshape();
            invariances.add(lambda.times(cost(options, constraint)));
            terms.put(CONSTRAINT + spaces.term(space), constraint);
            if (options.weight().adapts()) {
                terms.put(LAMBDA + "_" + spaces.term(space), lambda);
            }
        }
        Tensor total = invariances.stream().reduce(Tensor::plus).orElseThrow().dividedBy(spaces.count());
        terms.put("invariance", total);
        for (Map.Entry<String, Tensor> entropy :
                entropies(options, inputs, agreement, rows).entrySet()) {
            terms.put(entropy.getKey(), entropy.getValue());
            total = total.plus(entropy.getValue());
        }
        return new Loss(total, terms);
    }

    private static Tensor scaled(Form form, Tensor block) {
        return switch (form) {
            case SIMCLR -> block.l2Normalize(1);
            case STANDARDIZED -> BatchStatistics.standardized(block);
            case VICREG, EUCLIDEAN -> block;
        };
    }

    private static Tensor weights(MultiSpaceOptions options, ObjectiveInputs inputs) {
        if (options.weight().adapts()) {
            return inputs.stepInput(LAMBDA);
        }
        float[] fixed = new float[options.spaces().count()];
        Arrays.fill(fixed, (float) options.weight().initial());
        return inputs.builder().constant(HostTensor.of(Shape.of(fixed.length), fixed));
    }

    /** {@code Linv} from the constraint that is free of the temperature. */
    private static Tensor cost(MultiSpaceOptions options, Tensor constraint) {
        return switch (options.form()) {
            case SIMCLR -> constraint.minus(1).dividedBy(options.temperature());
            case EUCLIDEAN, STANDARDIZED -> constraint.dividedBy(options.temperature());
            case VICREG -> constraint;
        };
    }

    private static Map<String, Tensor> entropies(
            MultiSpaceOptions options, ObjectiveInputs inputs, Agreement agreement, List<Tensor> rows) {
        Spread spread = new Spread(inputs, options);
        boolean euclidean = options.form() == Form.EUCLIDEAN;
        Map<String, Tensor> entropies = new LinkedHashMap<>();
        if (options.jointEntropy()) {
            Tensor joint = inputs.builder().concatenate(1, rows);
            double scale = options.form() == Form.SIMCLR ? 1 / Math.sqrt(rows.size()) : 1;
            entropies.put(
                    "joint_entropy",
                    euclidean ? spread.euclidean(joint, own(agreement, rows)) : spread.of(joint.times(scale)));
        }
        for (int space = 0; space < rows.size(); space++) {
            if (space == 0 ? options.contentEntropy() : options.styleEntropy()) {
                Tensor alone = rows.get(space);
                entropies.put(
                        "entropy_" + options.spaces().term(space),
                        euclidean ? spread.euclidean(alone, agreement.perImage(space, alone)) : spread.of(alone));
            }
        }
        return entropies;
    }

    /** All spaces' own pairs together. */
    private static Tensor own(Agreement agreement, List<Tensor> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(space -> agreement.perImage(space, rows.get(space)))
                .reduce(Tensor::plus)
                .orElseThrow();
    }
}
