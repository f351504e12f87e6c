package org.disentangle.engine.nd4j.compiler;

import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.disentangle.engine.nd4j.kernel.HostKernels;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;

/**
 * Operations that look at one place at a time. Where the vocabulary says that a gradient is 0 it is chosen, not multiplied: an infinite one
 * that arrives there, as from a root at 0, times 0 is no number.
 */
final class ElementwiseRules implements Rules {
    private final Arithmetic math;

    ElementwiseRules(Arithmetic math) {
        this.math = math;
    }

    @Override
    public @Nullable Slot forward(ProgramStep step) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Unary unary) {
            return unary(unary.kind(), x);
        } else if (operation instanceof Operation.LeakyRelu relu) {
            return math.each((in, out) -> new LeakyReLU(in, out, relu.slope()), x);
        } else if (operation instanceof Operation.Affine affine) {
            return math.shift(math.scale(x, affine.scale()), affine.offset());
        } else if (operation instanceof Operation.Clamp clamp) {
            Kernel kernel = HostKernels.clamp((float) clamp.minimum(), (float) clamp.maximum());
            return math.tape().call(kernel, x.shape(), x.type(), x);
        } else if (operation instanceof Operation.Binary binary) {
            return binary(binary.kind(), x, step.input(1));
        } else if (operation instanceof Operation.Where) {
            return math.select(x, step.input(1), step.input(2));
        }
        return null;
    }

    private Slot unary(UnaryKind kind, Slot x) {
        return switch (kind) {
            case NEGATE -> math.each(Negative::new, x);
            case ABSOLUTE -> math.each(Abs::new, x);
            case SIGN -> math.each(Sign::new, x);
            case EXP -> math.each(Exp::new, x);
            case LOG -> math.each(Log::new, x);
            case SQRT -> math.each(Sqrt::new, x);
            case SQUARE -> math.each(Square::new, x);
            case RECIPROCAL -> math.each(Reciprocal::new, x);
            case RELU -> math.each((in, out) -> new RectifiedLinear(in, out, 0), x);
            case FLOOR -> math.each(Floor::new, x);
            case SIGMOID -> math.each(Sigmoid::new, x);
            case TANH -> math.tape().call(HostKernels.TANH, x.shape(), x.type(), x);
        };
    }

    private Slot binary(BinaryKind kind, Slot a, Slot b) {
        return switch (kind) {
            case ADD -> math.add(a, b);
            case SUBTRACT -> math.subtract(a, b);
            case MULTIPLY -> math.multiply(a, b);
            case DIVIDE -> math.divide(a, b);
            case MAXIMUM -> math.extreme(a, b, true);
            case MINIMUM -> math.extreme(a, b, false);
            case EQUAL -> math.compare("equals", a, b);
            case GREATER -> math.compare("greater", a, b);
        };
    }

    @Override
    public boolean backward(ProgramStep step, Slot z, Slot g, Gradients gradients) {
        Operation operation = step.node().operation();
        Slot x = step.input(0);
        if (operation instanceof Operation.Unary unary) {
            Slot slope = unaryGradient(unary.kind(), x, z, g);
            if (slope != null) {
                step.give(gradients, 0, slope);
            }
        } else if (operation instanceof Operation.LeakyRelu relu) {
            step.give(gradients, 0, math.multiply(g, leakySlope(relu, x)));
        } else if (operation instanceof Operation.Affine affine) {
            step.give(gradients, 0, math.scale(g, affine.scale()));
        } else if (operation instanceof Operation.Clamp clamp) {
            Kernel inside = HostKernels.clampGradient((float) clamp.minimum(), (float) clamp.maximum());
            step.give(gradients, 0, math.tape().call(inside, x.shape(), x.type(), x, g));
        } else if (operation instanceof Operation.Binary binary) {
            binaryGradients(binary.kind(), step, z, g, gradients);
        } else if (operation instanceof Operation.Where) {
            Slot none = math.tape().constant(0);
            step.give(gradients, 1, math.select(x, g, none));
            step.give(gradients, 2, math.select(x, none, g));
        } else {
            return false;
        }
        return true;
    }

    /** Not by ND4J's derivative, which takes 1 at 0. The difference is taken from the slope in 32 bits, so that both add up to exactly 1. */
    private Slot leakySlope(Operation.LeakyRelu relu, Slot x) {
        Slot above = math.each((in, out) -> new Step(in, out, 0), x);
        return math.shift(math.scale(above, 1 - (double) (float) relu.slope()), relu.slope());
    }

    private @Nullable Slot unaryGradient(UnaryKind kind, Slot x, Slot z, Slot g) {
        return switch (kind) {
            case NEGATE -> math.each(Negative::new, g);
            case ABSOLUTE -> math.multiply(g, math.each(Sign::new, x));
            case EXP -> math.multiply(g, z);
            case LOG -> math.divide(g, x);
            case SQRT -> math.divide(math.scale(g, 0.5), z);
            case SQUARE -> math.multiply(math.scale(g, 2), x);
            case RECIPROCAL -> math.scale(math.multiply(g, math.each(Square::new, z)), -1);
            case RELU -> math.tape().call(HostKernels.RELU_GRADIENT, x.shape(), x.type(), x, g);
            case SIGMOID -> math.multiply(g, math.subtract(z, math.each(Square::new, z)));
            case TANH -> math.subtract(g, math.multiply(g, math.each(Square::new, z)));
            case SIGN, FLOOR -> null;
        };
    }

    private void binaryGradients(BinaryKind kind, ProgramStep step, Slot z, Slot g, Gradients gradients) {
        Slot a = step.input(0);
        Slot b = step.input(1);
        switch (kind) {
            case ADD -> {
                step.give(gradients, 0, g);
                step.give(gradients, 1, g);
            }
            case SUBTRACT -> {
                step.give(gradients, 0, g);
                if (step.wants(gradients, 1)) {
                    step.give(gradients, 1, math.scale(g, -1));
                }
            }
            case MULTIPLY -> {
                if (step.wants(gradients, 0)) {
                    step.give(gradients, 0, math.multiply(g, b));
                }
                if (step.wants(gradients, 1)) {
                    step.give(gradients, 1, math.multiply(g, a));
                }
            }
            case DIVIDE -> {
                Slot scaled = math.divide(g, b);
                step.give(gradients, 0, scaled);
                if (step.wants(gradients, 1)) {
                    step.give(gradients, 1, math.scale(math.multiply(scaled, z), -1));
                }
            }
            case MAXIMUM, MINIMUM -> {
                if (a.type() == DataType.FLOAT) {
                    Slot left = math.broadcast(a, z.shape());
                    Slot right = math.broadcast(b, z.shape());
                    Kernel toFirst = HostKernels.extremeGradient(kind == BinaryKind.MAXIMUM);
                    Kernel toSecond = HostKernels.extremeGradient(kind == BinaryKind.MINIMUM);
                    step.give(gradients, 0, math.tape().call(toFirst, z.shape(), z.type(), left, right, g));
                    step.give(gradients, 1, math.tape().call(toSecond, z.shape(), z.type(), left, right, g));
                }
            }
            case EQUAL, GREATER -> {
                // No gradient.
            }
        }
    }
}
