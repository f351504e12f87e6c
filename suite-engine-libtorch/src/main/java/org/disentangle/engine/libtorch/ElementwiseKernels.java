package org.disentangle.engine.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Operation.BinaryKind;
import org.disentangle.core.tensor.Operation.UnaryKind;
import org.jspecify.annotations.Nullable;

/** Kernels of operations on each element by itself. */
final class ElementwiseKernels {
    private ElementwiseKernels() {}

    /** @param overwrites position of the argument that becomes the result, or -1 */
    static @Nullable Kernel of(Operation operation, Form result, Form first, int overwrites) {
        if (operation instanceof Operation.Unary unary) {
            return overwrites == 0 ? overwritingUnary(unary.kind(), result) : unary(unary.kind(), result);
        } else if (operation instanceof Operation.LeakyRelu relu) {
            Scalar slope = new Scalar(relu.slope());
            return arguments -> torch.leaky_relu(held(arguments, result), slope);
        } else if (operation instanceof Operation.Affine affine) {
            return affine(affine.scale(), affine.offset(), overwrites == 0);
        } else if (operation instanceof Operation.Clamp clamp) {
            return clamp(clamp, overwrites == 0);
        } else if (operation instanceof Operation.Binary binary) {
            return binary(binary.kind(), result, first, overwrites);
        } else if (operation instanceof Operation.Where) {
            return arguments -> torch.where(arguments.mask(0), arguments.float32(1), arguments.float32(2));
        }
        return null;
    }

    /** {@code first + factor * second}. */
    static Kernel addScaled(double factor, int overwrites) {
        Scalar alpha = new Scalar(factor);
        return switch (overwrites) {
            case 0 -> arguments -> arguments.float32(0).add_(arguments.float32(1), alpha);
            case 1 ->
                arguments -> into(arguments.float32(1), out -> torch.add_out(out, arguments.float32(0), out, alpha));
            default -> arguments -> arguments.float32(0).add(arguments.float32(1), alpha);
        };
    }

    private static Kernel unary(UnaryKind kind, Form result) {
        return switch (kind) {
            case NEGATE -> arguments -> arguments.float32(0).neg();
            case ABSOLUTE -> arguments -> arguments.float32(0).abs();
            case SIGN -> arguments -> arguments.float32(0).sign();
            case EXP -> arguments -> arguments.float32(0).exp();
            case LOG -> arguments -> arguments.float32(0).log();
            case SQRT -> arguments -> arguments.float32(0).sqrt();
            case SQUARE -> arguments -> arguments.float32(0).square();
            case RECIPROCAL -> arguments -> arguments.float32(0).reciprocal();
            case RELU -> arguments -> held(arguments, result).relu();
            case FLOOR -> arguments -> arguments.float32(0).floor();
            case SIGMOID -> arguments -> arguments.float32(0).sigmoid();
            case TANH -> arguments -> arguments.float32(0).tanh();
        };
    }

    private static Kernel overwritingUnary(UnaryKind kind, Form result) {
        return switch (kind) {
            case NEGATE -> arguments -> arguments.float32(0).neg_();
            case ABSOLUTE -> arguments -> arguments.float32(0).abs_();
            case SIGN -> arguments -> arguments.float32(0).sign_();
            case EXP -> arguments -> arguments.float32(0).exp_();
            case LOG -> arguments -> arguments.float32(0).log_();
            case SQRT -> arguments -> arguments.float32(0).sqrt_();
            case SQUARE -> arguments -> arguments.float32(0).square_();
            case RECIPROCAL -> arguments -> arguments.float32(0).reciprocal_();
            case RELU -> arguments -> held(arguments, result).relu_();
            case FLOOR -> arguments -> arguments.float32(0).floor_();
            case SIGMOID -> arguments -> arguments.float32(0).sigmoid_();
            case TANH -> arguments -> arguments.float32(0).tanh_();
        };
    }

    private static Kernel affine(double scale, double offset, boolean overwrites) {
        Scalar factor = new Scalar(scale);
        Scalar summand = new Scalar(offset);
        if (offset == 0) {
            return overwrites
                    ? arguments -> arguments.float32(0).mul_(factor)
                    : arguments -> arguments.float32(0).mul(factor);
        }
        if (scale == 1) {
            return overwrites
                    ? arguments -> arguments.float32(0).add_(summand)
                    : arguments -> arguments.float32(0).add(summand);
        }
        // One pass: offset - alpha * x.
        Scalar alpha = new Scalar(-scale);
        if (overwrites) {
            Tensor start = torch.scalar_tensor(summand);
            return arguments -> into(arguments.float32(0), out -> torch.sub_out(out, start, out, alpha));
        }
        return arguments -> torch.rsub(arguments.float32(0), summand, alpha);
    }

    private static Kernel clamp(Operation.Clamp clamp, boolean overwrites) {
        ScalarOptional minimum = new ScalarOptional(new Scalar(clamp.minimum()));
        ScalarOptional maximum = new ScalarOptional(new Scalar(clamp.maximum()));
        return overwrites
                ? arguments -> arguments.float32(0).clamp_(minimum, maximum)
                : arguments -> arguments.float32(0).clamp(minimum, maximum);
    }

    private static Kernel binary(BinaryKind kind, Form result, Form first, int overwrites) {
        if (overwrites >= 0) {
            return overwritingBinary(kind, overwrites, result == Form.LOW);
        }
        boolean raw = result == Form.LOW || result == Form.BYTE || first == Form.LONG || first == Form.BYTE;
        return switch (kind) {
            case ADD -> arguments -> side(arguments, 0, raw).add(side(arguments, 1, raw));
            case SUBTRACT -> arguments -> arguments.float32(0).sub(arguments.float32(1));
            case MULTIPLY -> arguments -> arguments.float32(0).mul(arguments.float32(1));
            case DIVIDE -> arguments -> arguments.float32(0).div(arguments.float32(1));
            case MAXIMUM -> arguments -> side(arguments, 0, raw).maximum(side(arguments, 1, raw));
            case MINIMUM -> arguments -> side(arguments, 0, raw).minimum(side(arguments, 1, raw));
            case EQUAL -> arguments -> side(arguments, 0, raw).eq(side(arguments, 1, raw));
            case GREATER -> arguments -> side(arguments, 0, raw).gt(side(arguments, 1, raw));
        };
    }

    private static Kernel overwritingBinary(BinaryKind kind, int target, boolean raw) {
        int other = 1 - target;
        return switch (kind) {
            case ADD -> arguments -> side(arguments, target, raw).add_(side(arguments, other, raw));
            case MULTIPLY -> arguments -> arguments.float32(target).mul_(arguments.float32(other));
            case SUBTRACT ->
                arguments -> into(
                        arguments.float32(target),
                        out -> torch.sub_out(out, arguments.float32(0), arguments.float32(1)));
            case DIVIDE ->
                arguments -> into(
                        arguments.float32(target),
                        out -> torch.div_out(out, arguments.float32(0), arguments.float32(1)));
            case MAXIMUM ->
                arguments -> into(
                        arguments.float32(target),
                        out -> torch.maximum_out(out, arguments.float32(0), arguments.float32(1)));
            case MINIMUM ->
                arguments -> into(
                        arguments.float32(target),
                        out -> torch.minimum_out(out, arguments.float32(0), arguments.float32(1)));
            case EQUAL, GREATER -> throw new IllegalArgumentException(kind + " gives booleans; it overwrites nothing");
        };
    }

    private interface Computation {
        Tensor into(Tensor out);
    }

    private static Tensor into(Tensor out, Computation computation) {
        computation.into(out);
        return out;
    }

    private static Tensor side(Arguments arguments, int position, boolean raw) {
        return raw ? arguments.raw(position) : arguments.float32(position);
    }

    private static Tensor held(Arguments arguments, Form result) {
        return result == Form.LOW ? arguments.raw(0) : arguments.float32(0);
    }
}
