package org.disentangle.methods.ipirm;

import java.util.stream.IntStream;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Which images of a batch lie in which environment of which partition. A cell is one environment of one partition; cells with
 * fewer than two images, or without an anchor, count nowhere, and neither do images outside of all environments.
 */
final class Environments {
    private final ProgramBuilder builder;
    private final int batch;
    private final Tensor partition;
    /** {@code [partitions, environments, batch]}: 1 where the image is an anchor in the cell. */
    private final Tensor anchors;
    /** {@code [partitions, environments, 1]}: the weight of each anchor in the cell. */
    private final Tensor cellWeights;
    /** {@code [partitions, environments, 1]}: 1 where the cell counts. */
    private final Tensor counts;

    /**
     * @param partition the environment of each image, INT64 {@code [partitions, batch]}; -1 is none
     * @param environments of a partition
     */
    Environments(Tensor partition, int environments) {
        this(partition, environments, partition.builder().scalar(1));
    }

    /** @param counted 1 where an image counts as an anchor, else 0; {@code [partitions, batch]} or a scalar */
    Environments(Tensor partition, int environments, Tensor counted) {
        this.partition = partition;
        builder = partition.builder();
        batch = partition.size(1);
        int partitions = partition.size(0);
        Tensor names = builder.constant(
                        HostTensor.indices(IntStream.range(0, environments).toArray()))
                .reshape(1, environments, 1);
        Tensor members = partition.reshape(partitions, 1, batch).equalTo(names);
        anchors = counted.shape().rank() == 0 ? members : members.times(counted.reshape(partitions, 1, batch));
        Tensor images = members.reduceKeeping(ReduceKind.SUM, 2);
        Tensor anchorCount = anchors.reduceKeeping(ReduceKind.SUM, 2);
        Tensor one = builder.scalar(1);
        counts = images.greaterThan(one).times(anchorCount.minimum(one));
        cellWeights = counts.dividedBy(anchorCount.maximum(one));
    }

    /** The number of cells that count; at least 1. */
    Tensor cells() {
        return counts.sum().maximum(builder.scalar(1));
    }

    /** The number of cells of each partition that count, at least 1; {@code [partitions, 1]}. */
    Tensor cellsOfPartition() {
        return counts.sum(1).maximum(builder.scalar(1));
    }

    /** What each anchor weighs in the mean over its cell, {@code [partitions, batch]}; 0 where it does not count. */
    Tensor weights() {
        return anchors.times(cellWeights).sum(1);
    }

    /**
     * The weighted mean over each cell's anchors.
     *
     * @param values per anchor, {@code [partitions, batch]}
     * @return {@code [partitions, environments]}
     */
    Tensor means(Tensor values) {
        return anchors.times(cellWeights)
                .times(values.reshape(partition.size(0), 1, batch))
                .sum(2);
    }

    /** 1 where two images lie in one environment, {@code [partitions, batch, batch]}. */
    Tensor together() {
        return together(partition);
    }

    /**
     * 1 where two images have the same number, {@code [partitions, batch, batch]}; those outside of all environments are with each
     * other.
     */
    static Tensor together(Tensor partition) {
        int partitions = partition.size(0);
        int batch = partition.size(1);
        return partition.reshape(partitions, batch, 1).equalTo(partition.reshape(partitions, 1, batch));
    }

    /**
     * A cell's value at each of its anchors.
     *
     * @param values {@code [partitions, environments]}
     * @return {@code [partitions, batch]}; 0 at images that are no anchor
     */
    Tensor spread(Tensor values) {
        return anchors.times(values.reshape(partition.size(0), anchors.size(1), 1))
                .sum(1);
    }

    /**
     * The next image of the same environment, in the order of the batch.
     *
     * @return {@code [partitions, batch, batch]}: 1 where the column is the row's next; a row of zeros for the last
     */
    Tensor successors() {
        float[] later = new float[batch * batch];
        float[] places = new float[batch];
        for (int row = 0; row < batch; row++) {
            places[row] = row;
            for (int column = row + 1; column < batch; column++) {
                later[row * batch + column] = 1;
            }
        }
        Tensor place = builder.constant(HostTensor.of(Shape.of(1, 1, batch), places));
        Tensor candidates = together().times(builder.constant(HostTensor.of(Shape.of(1, batch, batch), later)));
        Tensor first = place.where(candidates, builder.scalar(batch)).reduceKeeping(ReduceKind.MIN, 2);
        return first.equalTo(place);
    }
}
