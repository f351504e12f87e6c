package org.disentangle.methods.contrastive;

import java.util.stream.IntStream;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Tensor;

/**
 * Which rows of a batch are compared with which. A row is never compared with itself.
 *
 * @param positives {@code [n, n]}, 1 where the column is a positive of the row
 * @param candidates {@code [n, n]}, 1 where the column stands in the row's denominator; positives are among them
 */
public record PairMasks(Tensor positives, Tensor candidates) {

    /** Masks over all rows of all views. */
    public static PairMasks of(ObjectiveInputs inputs, LabelUse use) {
        if (use == LabelUse.JOINT_SUPCON) {
            return byLabels(inputs, inputs.jointLabels());
        }
        Tensor itself = itself(inputs);
        Tensor sameGroup = sameGroup(inputs);
        Tensor pair = sameGroup.minus(itself);
        if (use == LabelUse.PAIR_ONLY) {
            return new PairMasks(pair, itself.affine(-1, 1));
        }
        Tensor otherGroup = sameGroup.affine(-1, 1);
        Tensor otherLabel = same(inputs.jointLabels()).affine(-1, 1);
        return new PairMasks(pair, otherGroup.times(otherLabel).plus(pair));
    }

    /**
     * Masks in which every other row with the same label is a positive.
     *
     * @param labels INT64 {@code [views * batch]}
     */
    public static PairMasks byLabels(ObjectiveInputs inputs, Tensor labels) {
        Tensor others = otherRows(inputs);
        return new PairMasks(same(labels).times(others), others);
    }

    /** {@code [n, n]}: 1 where the two rows are not the same row. */
    public static Tensor otherRows(ObjectiveInputs inputs) {
        return itself(inputs).affine(-1, 1);
    }

    /** {@code [n, n]}: 1 where the two rows show different groups. */
    public static Tensor otherGroups(ObjectiveInputs inputs) {
        return sameGroup(inputs).affine(-1, 1);
    }

    /** {@code [n, n]}: 1 where two entries of a vector {@code [n]} are equal. */
    private static Tensor same(Tensor values) {
        int n = values.size(0);
        return values.reshape(n, 1).equalTo(values.reshape(1, n));
    }

    private static Tensor itself(ObjectiveInputs inputs) {
        return same(indices(inputs.builder(), inputs.views() * inputs.batch(), Integer.MAX_VALUE));
    }

    private static Tensor sameGroup(ObjectiveInputs inputs) {
        return same(indices(inputs.builder(), inputs.views() * inputs.batch(), inputs.batch()));
    }

    private static Tensor indices(ProgramBuilder builder, int rows, int modulus) {
        return builder.constant(HostTensor.indices(
                IntStream.range(0, rows).map(row -> row % modulus).toArray()));
    }
}
