package org.disentangle.methods.ipirm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * The similarities of all rows of a batch, and products with them. Rows are ordered by view; an anchor's own image takes part in
 * no product.
 *
 * <p>{@code y_ij = exp((s_ij - 1) / t)}: at most 1, whatever the temperature. Both y and y s are symmetric, so only similarities to
 * later images are kept, in blocks of rows, and each block is used in both directions; and sums over anchors are sums over
 * columns.
 */
final class AnchorBlocks {
    private final ProgramBuilder builder;
    private final int images;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * Rows of some images, in both views.
     *
     * @param near among these rows, {@code [2 * length, 2 * length]}
     * @param far to the rows of all later images, {@code [2 * length, 2 * after]}; none for the last block
     */
    private record Block(int start, int length, Kept near, List<Kept> far) {
        int end() {
            return start + length;
        }
    }

    /**
     * @param similar y
     * @param scaled y s
     */
    private record Kept(Tensor similar, Tensor scaled) {
        static Kept of(Tensor similarities, double temperature) {
            Tensor similar =
                    similarities.affine(1 / temperature, -1 / temperature).exp();
            return new Kept(similar, similar.times(similarities));
        }
    }

    /** @param features unit rows {@code [2 * images, d]} */
    AnchorBlocks(Tensor features, double temperature, int imagesPerBlock) {
        builder = features.builder();
        images = features.size(0) / 2;
        for (int start = 0; start < images; start += imagesPerBlock) {
            int length = Math.min(imagesPerBlock, images - start);
            int end = start + length;
            Tensor rows = part(features, start, length);
            Kept near = Kept.of(rows.matmulTransposed(rows), temperature);
            List<Kept> far = end == images
                    ? List.of()
                    : List.of(Kept.of(rows.matmulTransposed(part(features, end, images - end)), temperature));
            blocks.add(new Block(start, length, near, far));
        }
    }

    /**
     * {@code sum_j y_ij x_j} over the rows j of other images.
     *
     * @param x {@code [2 * images, k]}
     * @return the same shape
     */
    Tensor sums(Tensor x) {
        return sums(x, Kept::similar, true, true);
    }

    /** {@code sum_j y_ij s_ij x_j} over the rows j of images that come before row i's in the batch. */
    Tensor scaledSumsOverEarlier(Tensor x) {
        return sums(x, Kept::scaled, true, false);
    }

    /** {@code sum_j y_ij s_ij x_j} over the rows j of images that come after row i's in the batch. */
    Tensor scaledSumsOverLater(Tensor x) {
        return sums(x, Kept::scaled, false, true);
    }

    private Tensor sums(Tensor x, Function<Kept, Tensor> values, boolean earlier, boolean later) {
        List<Tensor> first = new ArrayList<>();
        List<Tensor> second = new ArrayList<>();
        // What the blocks so far give to the rows of later images.
        Tensor pending =
                builder.constant(HostTensor.of(x.shape(), new float[x.shape().elements()]));
        for (Block block : blocks) {
            int length = block.length();
            int after = images - block.end();
            Tensor own = part(x, block.start(), length);
            Tensor near = values.apply(block.near()).times(pairs(length, earlier, later));
            Tensor sum = near.matmul(own).plus(part(pending, 0, length));
            for (Kept far : block.far()) {
                pending = part(pending, length, after);
                if (later) {
                    sum = sum.plus(values.apply(far).matmul(part(x, block.end(), after)));
                }
                if (earlier) {
                    pending = pending.plus(values.apply(far).transposedMatmul(own));
                }
            }
            first.add(sum.slice(0, 0, length));
            second.add(sum.slice(0, length, length));
        }
        first.addAll(second);
        return builder.concatenate(0, first);
    }

    /** The rows of some images in both views, of rows ordered by view. */
    private Tensor part(Tensor x, int start, int length) {
        int count = x.size(0) / 2;
        return builder.concatenate(0, List.of(x.slice(0, start, length), x.slice(0, count + start, length)));
    }

    /** {@code [2 * length, 2 * length]}: 1 where the column's image is before the row's, after it, or both. */
    private Tensor pairs(int length, boolean before, boolean after) {
        float[] values = new float[4 * length * length];
        for (int i = 0; i < values.length; i++) {
            int row = i / (2 * length) % length;
            int column = i % (2 * length) % length;
            values[i] = (before && column < row) || (after && column > row) ? 1 : 0;
        }
        return builder.constant(HostTensor.of(Shape.of(2 * length, 2 * length), values));
    }
}
