package org.disentangle.core.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sizes of a tensor's axes, outermost first. A scalar has no axes. Every size is at least 1. */
public record Shape(List<Integer> sizes) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        sizes = List.copyOf(sizes);
        long elements = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new ShapeException("A shape holds sizes of at least 1, not " + sizes);
            }
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw new ShapeException("A tensor holds at most 2^31 - 1 elements; " + sizes + " is more");
            }
        }
    }

    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    public int rank() {
        return sizes.size();
    }

    /** The size of an axis; negative axes count from the end. */
    public int size(int axis) {
        return sizes.get(axis(axis));
    }

    /** The axis counted from the front. */
    public int axis(int axis) {
        int counted = axis < 0 ? axis + rank() : axis;
        if (counted < 0 || counted >= rank()) {
            throw new ShapeException("Axis " + axis + " does not exist in " + this);
        }
        return counted;
    }

    public int elements() {
        int elements = 1;
        for (int size : sizes) {
            elements *= size;
        }
        return elements;
    }

    /** This shape with another size on one axis. */
    public Shape with(int axis, int size) {
        int[] changed = toArray();
        changed[axis(axis)] = size;
        return Shape.of(changed);
    }

    /** So many rows of this shape: one more axis in front. */
    public Shape rows(int count) {
        return new Shape(Stream.concat(Stream.of(count), sizes.stream()).toList());
    }

    public int[] toArray() {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The shape two tensors broadcast to, aligned at the last axis as NumPy does. */
    public static Shape broadcast(Shape left, Shape right) {
        int rank = Math.max(left.rank(), right.rank());
        int[] sizes = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int a = i <= left.rank() ? left.size(-i) : 1;
            int b = i <= right.rank() ? right.size(-i) : 1;
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException(left + " and " + right + " do not broadcast: " + a + " against " + b);
            }
            sizes[rank - i] = Math.max(a, b);
        }
        return Shape.of(sizes);
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
