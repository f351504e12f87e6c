package org.disentangle.engine.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;

/** SGD with momentum as PyTorch computes it. The velocity starts at 0, so the first one is the first gradient. */
final class SgdUpdate extends UpdateRule {
    static final String MOMENTUM = "momentum";

    private final Optimizer.Sgd sgd;

    SgdUpdate(Optimizer.Sgd sgd, TorchVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, sgd.momentum() > 0 ? List.of(MOMENTUM) : List.of());
        this.sgd = sgd;
    }

    @Override
    void apply(ParameterSegment segment, double learningRate, long update) {
        Tensor direction = gradient(segment, sgd.weightDecay());
        if (sgd.momentum() > 0) {
            Scalar momentum = new Scalar(sgd.momentum());
            Tensor velocity = slot(MOMENTUM, segment).mul_(momentum).add_(direction);
            direction = sgd.nesterov() ? direction.add(velocity, momentum) : velocity;
        }
        parameters(segment).add_(direction, new Scalar(-learningRate));
    }
}
