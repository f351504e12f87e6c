package org.disentangle.engine.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;

/** Adam as PyTorch computes it: {@code w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}. */
final class AdamUpdate extends UpdateRule {
    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";

    private final Optimizer.Adam adam;

    AdamUpdate(Optimizer.Adam adam, TorchVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, List.of(FIRST, SECOND));
        this.adam = adam;
    }

    @Override
    void apply(ParameterSegment segment, double learningRate, long update) {
        Tensor gradient = gradient(segment, adam.weightDecay());
        Tensor first = slot(FIRST, segment);
        Tensor second = slot(SECOND, segment);
        first.lerp_(gradient, new Scalar(1 - adam.beta1()));
        second.mul_(new Scalar(adam.beta2())).addcmul_(gradient, gradient, new Scalar(1 - adam.beta2()));
        double firstCorrection = 1 - StrictMath.pow(adam.beta1(), update);
        double secondCorrection = 1 - StrictMath.pow(adam.beta2(), update);
        Tensor denominator =
                second.sqrt().div_(new Scalar(Math.sqrt(secondCorrection))).add_(new Scalar(adam.epsilon()));
        parameters(segment).addcdiv_(first, denominator, new Scalar(-learningRate / firstCorrection));
    }
}
