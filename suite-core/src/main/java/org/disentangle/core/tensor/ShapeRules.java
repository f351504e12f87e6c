package org.disentangle.core.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The shape and type that each operation gives, and what it asks of its inputs. */
final class ShapeRules {

    record Result(Shape shape, ElementType type) {}

    private ShapeRules() {}

    static Result infer(Operation operation, List<Node> inputs) {
        if (operation instanceof Operation.Unary
                || operation instanceof Operation.LeakyRelu
                || operation instanceof Operation.Affine
                || operation instanceof Operation.Clamp) {
            return floating(one(inputs).shape(), inputs);
        }
        if (operation instanceof Operation.StopGradient) {
            return new Result(one(inputs).shape(), one(inputs).type());
        }
        if (operation instanceof Operation.Binary binary) {
            return binary(binary, inputs);
        }
        if (operation instanceof Operation.Where) {
            expectCount(inputs, 3);
            Shape values = Shape.broadcast(inputs.get(1).shape(), inputs.get(2).shape());
            return floating(Shape.broadcast(inputs.get(0).shape(), values), inputs);
        }
        if (operation instanceof Operation.Reduce reduce) {
            return floating(reduced(one(inputs).shape(), reduce), inputs);
        }
        if (operation instanceof Operation.Softmax || operation instanceof Operation.LogSoftmax) {
            return floating(one(inputs).shape(), inputs);
        }
        if (operation instanceof Operation.MatrixMultiply multiply) {
            return floating(product(inputs, multiply), inputs);
        }
        if (operation instanceof Operation.Linear) {
            return floating(linear(inputs), inputs);
        }
        if (operation instanceof Operation.Convolution2d convolution) {
            return floating(convolution(inputs, convolution), inputs);
        }
        if (operation instanceof Operation.BatchNorm) {
            return floating(batchNorm(inputs), inputs);
        }
        if (operation instanceof Operation.MaxPool2d pool) {
            return floating(pooled(one(inputs).shape(), pool), inputs);
        }
        return infersForm(operation, inputs);
    }

    private static Result infersForm(Operation operation, List<Node> inputs) {
        Node first = inputs.get(0);
        Shape shape = first.shape();
        if (operation instanceof Operation.Gather gather) {
            Node indices = indices(inputs);
            if (indices.shape().rank() != 1) {
                throw new ShapeException("indices are a vector, not " + indices.shape());
            }
            return new Result(shape.with(gather.axis(), indices.shape().size(0)), first.type());
        }
        if (operation instanceof Operation.GatherAlong gather) {
            Shape index = indices(inputs).shape();
            if (!index.equals(shape.with(gather.axis(), index.size(gather.axis())))) {
                throw new ShapeException("indices " + index + " differ from " + shape + " off axis " + gather.axis());
            }
            return new Result(index, first.type());
        }
        if (operation instanceof Operation.Reshape reshape) {
            if (reshape.shape().elements() != shape.elements()) {
                throw new ShapeException(shape + " cannot become " + reshape.shape());
            }
            return new Result(reshape.shape(), first.type());
        }
        if (operation instanceof Operation.Permute permute) {
            if (permute.axes().size() != shape.rank() || new HashSet<>(permute.axes()).size() != shape.rank()) {
                throw new ShapeException("axes " + permute.axes() + " are no permutation of those of " + shape);
            }
            return new Result(
                    Shape.of(permute.axes().stream().mapToInt(shape::size).toArray()), first.type());
        }
        if (operation instanceof Operation.Broadcast broadcast) {
            if (!Shape.broadcast(shape, broadcast.shape()).equals(broadcast.shape())) {
                throw new ShapeException(shape + " does not broadcast to " + broadcast.shape());
            }
            return new Result(broadcast.shape(), first.type());
        }
        if (operation instanceof Operation.Concatenate concatenate) {
            return concatenated(inputs, concatenate.axis());
        }
        if (operation instanceof Operation.Slice slice) {
            int size = shape.size(slice.axis());
            if (slice.start() < 0 || slice.length() < 1 || slice.start() + slice.length() > size) {
                throw new ShapeException("slice " + slice.start() + ".." + (slice.start() + slice.length())
                        + " leaves axis " + slice.axis() + " of " + shape);
            }
            return new Result(shape.with(slice.axis(), slice.length()), first.type());
        }
        if (operation instanceof Operation.Cast cast) {
            return new Result(shape, cast.type());
        }
        throw new IllegalArgumentException(operation + " is a source; it takes no inputs");
    }

    private static Result binary(Operation.Binary binary, List<Node> inputs) {
        expectCount(inputs, 2);
        Node left = inputs.get(0);
        Node right = inputs.get(1);
        Shape shape = Shape.broadcast(left.shape(), right.shape());
        boolean compares = binary.kind() == Operation.BinaryKind.EQUAL || binary.kind() == Operation.BinaryKind.GREATER;
        if (compares && left.type() == right.type()) {
            return new Result(shape, ElementType.FLOAT32);
        }
        boolean bytes = left.type() == ElementType.UINT8 && right.type() == ElementType.UINT8;
        boolean extreme =
                binary.kind() == Operation.BinaryKind.MAXIMUM || binary.kind() == Operation.BinaryKind.MINIMUM;
        if (bytes && extreme) {
            return new Result(shape, ElementType.UINT8);
        }
        return floating(shape, inputs);
    }

    private static Shape reduced(Shape shape, Operation.Reduce reduce) {
        if (reduce.axes().stream().distinct().count() < reduce.axes().size()) {
            throw new ShapeException("axes " + reduce.axes() + " of " + shape + " name one of them twice");
        }
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!reduce.axes().contains(axis)) {
                sizes.add(shape.size(axis));
            } else if (reduce.keep()) {
                sizes.add(1);
            }
        }
        return new Shape(sizes);
    }

    private static Shape product(List<Node> inputs, Operation.MatrixMultiply multiply) {
        expectCount(inputs, 2);
        Shape left = inputs.get(0).shape();
        Shape right = inputs.get(1).shape();
        if (left.rank() < 2 || right.rank() < 2) {
            throw new ShapeException("a matrix product takes matrices, not " + left + " and " + right);
        }
        int rows = left.size(multiply.transposeLeft() ? -1 : -2);
        int inner = left.size(multiply.transposeLeft() ? -2 : -1);
        int other = right.size(multiply.transposeRight() ? -1 : -2);
        int columns = right.size(multiply.transposeRight() ? -2 : -1);
        if (inner != other) {
            throw new ShapeException(
                    "inner sizes differ: " + left + " and " + right + " give " + inner + " and " + other);
        }
        List<Integer> leftLead = left.sizes().subList(0, left.rank() - 2);
        List<Integer> rightLead = right.sizes().subList(0, right.rank() - 2);
        if (!leftLead.isEmpty() && !rightLead.isEmpty() && !leftLead.equals(rightLead)) {
            throw new ShapeException("leading axes differ: " + left + " and " + right);
        }
        List<Integer> sizes = new ArrayList<>(leftLead.isEmpty() ? rightLead : leftLead);
        sizes.add(rows);
        sizes.add(columns);
        return new Shape(sizes);
    }

    private static Shape linear(List<Node> inputs) {
        Shape x = inputs.get(0).shape();
        Shape weight = inputs.get(1).shape();
        if (x.rank() != 2 || weight.rank() != 2 || x.size(1) != weight.size(1)) {
            throw new ShapeException("x [n, in] and weight [out, in] do not fit: " + x + " and " + weight);
        }
        expectVector(inputs, 2, weight.size(0), "bias");
        return Shape.of(x.size(0), weight.size(0));
    }

    private static Shape convolution(List<Node> inputs, Operation.Convolution2d convolution) {
        Shape x = inputs.get(0).shape();
        Shape weight = inputs.get(1).shape();
        if (x.rank() != 4 || weight.rank() != 4 || x.size(1) != weight.size(1)) {
            throw new ShapeException("x [n, c, h, w] and weight [out, c, kh, kw] do not fit: " + x + " and " + weight);
        }
        expectVector(inputs, 2, weight.size(0), "bias");
        return Shape.of(
                x.size(0),
                weight.size(0),
                window(x.size(2), weight.size(2), convolution.stride(), convolution.padding()),
                window(x.size(3), weight.size(3), convolution.stride(), convolution.padding()));
    }

    private static Shape batchNorm(List<Node> inputs) {
        expectCount(inputs, 3);
        Shape x = inputs.get(0).shape();
        if (x.rank() != 2 && x.rank() != 4) {
            throw new ShapeException("batch norm takes [n, c] or [n, c, h, w], not " + x);
        }
        expectVector(inputs, 1, x.size(1), "scale");
        expectVector(inputs, 2, x.size(1), "shift");
        return x;
    }

    private static Shape pooled(Shape x, Operation.MaxPool2d pool) {
        if (x.rank() != 4) {
            throw new ShapeException("pooling takes [n, c, h, w], not " + x);
        }
        return x.with(2, window(x.size(2), pool.kernel(), pool.stride(), pool.padding()))
                .with(3, window(x.size(3), pool.kernel(), pool.stride(), pool.padding()));
    }

    private static int window(int size, int kernel, int stride, int padding) {
        int free = size + 2 * padding - kernel;
        if (free < 0) {
            throw new ShapeException(
                    "a window of " + kernel + " does not fit into " + size + " with padding " + padding);
        }
        return free / stride + 1;
    }

    private static Result concatenated(List<Node> inputs, int axis) {
        Node first = inputs.get(0);
        int size = 0;
        for (Node input : inputs) {
            Shape shape = input.shape();
            if (input.type() != first.type()
                    || shape.rank() != first.shape().rank()
                    || !shape.with(axis, 1).equals(first.shape().with(axis, 1))) {
                throw new ShapeException(first.type() + " " + first.shape() + " and " + input.type() + " " + shape
                        + " differ off axis " + axis);
            }
            size += shape.size(axis);
        }
        return new Result(first.shape().with(axis, size), first.type());
    }

    private static Node indices(List<Node> inputs) {
        expectCount(inputs, 2);
        Node indices = inputs.get(1);
        if (indices.type() != ElementType.INT64) {
            throw new ShapeException("indices are INT64, not " + indices.type());
        }
        return indices;
    }

    private static void expectVector(List<Node> inputs, int position, int size, String what) {
        if (inputs.size() > position && !inputs.get(position).shape().equals(Shape.of(size))) {
            throw new ShapeException(what + " is " + inputs.get(position).shape() + ", expected [" + size + "]");
        }
    }

    private static Node one(List<Node> inputs) {
        expectCount(inputs, 1);
        return inputs.get(0);
    }

    private static void expectCount(List<Node> inputs, int count) {
        if (inputs.size() != count) {
            throw new ShapeException("takes " + count + " inputs, got " + inputs.size());
        }
    }

    private static Result floating(Shape shape, List<Node> inputs) {
        for (Node input : inputs) {
            if (input.type() != ElementType.FLOAT32) {
                throw new ShapeException("takes FLOAT32, not " + input.type() + input.shape() + "; cast it first");
            }
        }
        return new Result(shape, ElementType.FLOAT32);
    }
}
