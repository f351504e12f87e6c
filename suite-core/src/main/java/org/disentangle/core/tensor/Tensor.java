package org.disentangle.core.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Operation.UnaryKind;

/**
 * A value within a program under construction: it has a shape and a type but no numbers yet. Methods add nodes to the program
 * and throw {@link ShapeException} when tensors do not fit.
 */
public final class Tensor {
    private final ProgramBuilder builder;
    private final Node node;

    Tensor(ProgramBuilder builder, Node node) {
        this.builder = builder;
        this.node = node;
    }

    public Shape shape() {
        return node.shape();
    }

    public int size(int axis) {
        return node.shape().size(axis);
    }

    public ElementType type() {
        return node.type();
    }

    public ProgramBuilder builder() {
        return builder;
    }

    Node node() {
        return node;
    }

    // Arithmetic

    public Tensor plus(Tensor other) {
        return binary(BinaryKind.ADD, other);
    }

    public Tensor plus(double value) {
        return affine(1, value);
    }

    public Tensor minus(Tensor other) {
        return binary(BinaryKind.SUBTRACT, other);
    }

    public Tensor minus(double value) {
        return affine(1, -value);
    }

    public Tensor times(Tensor other) {
        return binary(BinaryKind.MULTIPLY, other);
    }

    public Tensor times(double value) {
        return affine(value, 0);
    }

    public Tensor dividedBy(Tensor other) {
        return binary(BinaryKind.DIVIDE, other);
    }

    public Tensor dividedBy(double value) {
        return affine(1 / value, 0);
    }

    /** {@code scale * x + offset}. */
    public Tensor affine(double scale, double offset) {
        return apply(new Operation.Affine(scale, offset));
    }

    public Tensor maximum(Tensor other) {
        return binary(BinaryKind.MAXIMUM, other);
    }

    public Tensor minimum(Tensor other) {
        return binary(BinaryKind.MINIMUM, other);
    }

    /** 1 where equal, else 0. */
    public Tensor equalTo(Tensor other) {
        return binary(BinaryKind.EQUAL, other);
    }

    /** 1 where this is greater, else 0. */
    public Tensor greaterThan(Tensor other) {
        return binary(BinaryKind.GREATER, other);
    }

    public Tensor clamp(double minimum, double maximum) {
        return apply(new Operation.Clamp(minimum, maximum));
    }

    /** This where the mask is not 0, else the other. */
    public Tensor where(Tensor mask, Tensor otherwise) {
        return builder.add(new Operation.Where(), mask, this, otherwise);
    }

    public Tensor negate() {
        return unary(UnaryKind.NEGATE);
    }

    public Tensor absolute() {
        return unary(UnaryKind.ABSOLUTE);
    }

    public Tensor sign() {
        return unary(UnaryKind.SIGN);
    }

    public Tensor exp() {
        return unary(UnaryKind.EXP);
    }

    public Tensor log() {
        return unary(UnaryKind.LOG);
    }

    public Tensor sqrt() {
        return unary(UnaryKind.SQRT);
    }

    public Tensor square() {
        return unary(UnaryKind.SQUARE);
    }

    public Tensor reciprocal() {
        return unary(UnaryKind.RECIPROCAL);
    }

    public Tensor relu() {
        return unary(UnaryKind.RELU);
    }

    public Tensor leakyRelu(double slope) {
        return apply(new Operation.LeakyRelu(slope));
    }

    public Tensor floor() {
        return unary(UnaryKind.FLOOR);
    }

    public Tensor sigmoid() {
        return unary(UnaryKind.SIGMOID);
    }

    public Tensor tanh() {
        return unary(UnaryKind.TANH);
    }

    // Reductions; without axes over all

    public Tensor sum(int... axes) {
        return reduce(ReduceKind.SUM, false, axes);
    }

    public Tensor mean(int... axes) {
        return reduce(ReduceKind.MEAN, false, axes);
    }

    public Tensor max(int... axes) {
        return reduce(ReduceKind.MAX, false, axes);
    }

    public Tensor min(int... axes) {
        return reduce(ReduceKind.MIN, false, axes);
    }

    public Tensor logSumExp(int... axes) {
        return reduce(ReduceKind.LOG_SUM_EXP, false, axes);
    }

    /** A reduction that keeps the reduced axes with size 1. */
    public Tensor reduceKeeping(ReduceKind kind, int... axes) {
        return reduce(kind, true, axes);
    }

    public Tensor softmax(int axis) {
        return apply(new Operation.Softmax(shape().axis(axis)));
    }

    public Tensor logSoftmax(int axis) {
        return apply(new Operation.LogSoftmax(shape().axis(axis)));
    }

    /** {@code x / sqrt(sum x^2 + 1e-12)} along the axis: unit vectors, and a finite gradient at zero vectors. */
    public Tensor l2Normalize(int axis) {
        Tensor squares = square().reduceKeeping(ReduceKind.SUM, axis);
        return dividedBy(squares.plus(1e-12).sqrt());
    }

    // Products and layers

    public Tensor matmul(Tensor right) {
        return builder.add(new Operation.MatrixMultiply(false, false), this, right);
    }

    /** {@code this * right^T} over the last two axes. */
    public Tensor matmulTransposed(Tensor right) {
        return builder.add(new Operation.MatrixMultiply(false, true), this, right);
    }

    /** {@code this^T * right} over the last two axes. */
    public Tensor transposedMatmul(Tensor right) {
        return builder.add(new Operation.MatrixMultiply(true, false), this, right);
    }

    public Tensor maxPool2d(int kernel, int stride, int padding) {
        return apply(new Operation.MaxPool2d(kernel, stride, padding));
    }

    // Indexing and form

    /** The slices that the indices {@code [m]} name, along the axis. */
    public Tensor gather(int axis, Tensor indices) {
        return builder.add(new Operation.Gather(shape().axis(axis)), this, indices);
    }

    /** {@code out[i][j] = this[i][indices[i][j]]} along the axis. */
    public Tensor gatherAlong(int axis, Tensor indices) {
        return builder.add(new Operation.GatherAlong(shape().axis(axis)), this, indices);
    }

    public Tensor reshape(int... sizes) {
        return apply(new Operation.Reshape(Shape.of(sizes)));
    }

    public Tensor permute(int... axes) {
        return apply(new Operation.Permute(Arrays.stream(axes).boxed().toList()));
    }

    /** The last two axes exchanged. */
    public Tensor transpose() {
        int[] axes = IntStream.range(0, shape().rank()).toArray();
        axes[axes.length - 1] = axes.length - 2;
        axes[axes.length - 2] = axes.length - 1;
        return permute(axes);
    }

    public Tensor broadcastTo(Shape shape) {
        return apply(new Operation.Broadcast(shape));
    }

    public Tensor slice(int axis, int start, int length) {
        return apply(new Operation.Slice(shape().axis(axis), start, length));
    }

    public Tensor cast(ElementType type) {
        return type == type() ? this : apply(new Operation.Cast(type));
    }

    public Tensor stopGradient() {
        return apply(new Operation.StopGradient());
    }

    private Tensor apply(Operation operation) {
        return builder.add(operation, this);
    }

    private Tensor unary(UnaryKind kind) {
        return apply(new Operation.Unary(kind));
    }

    private Tensor binary(BinaryKind kind, Tensor other) {
        return builder.add(new Operation.Binary(kind), this, other);
    }

    private Tensor reduce(ReduceKind kind, boolean keep, int... axes) {
        List<Integer> counted = axes.length == 0
                ? IntStream.range(0, shape().rank()).boxed().toList()
                : Arrays.stream(axes).map(shape()::axis).sorted().boxed().toList();
        return apply(new Operation.Reduce(kind, counted, keep));
    }

    @Override
    public String toString() {
        return node.type() + node.shape().toString() + " at '" + node.scope() + "'";
    }
}
