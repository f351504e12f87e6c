package org.disentangle.engine.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;

/** LARS: momentum SGD on gradients that are scaled, parameter by parameter, to the length {@code trust |w|}. */
final class LarsUpdate extends UpdateRule {
    private static final String MOMENTUM = "momentum";

    private final Optimizer.Lars lars;

    LarsUpdate(Optimizer.Lars lars, TorchVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, lars.momentum() > 0 ? List.of(MOMENTUM) : List.of());
        this.lars = lars;
    }

    @Override
    void apply(ParameterSegment segment, double learningRate, long update) {
        Tensor direction = segment.excluded()
                ? gradient(segment, 0)
                : scaled(gradient(segment, lars.weightDecay()).clone(), segment);
        if (lars.momentum() > 0) {
            direction =
                    slot(MOMENTUM, segment).mul_(new Scalar(lars.momentum())).add_(direction);
        }
        parameters(segment).add_(direction, new Scalar(-learningRate));
    }

    private Tensor scaled(Tensor gradient, ParameterSegment segment) {
        Tensor values = parameters(segment);
        TensorVector lengths = new TensorVector();
        TensorVector slopes = new TensorVector();
        for (String parameter : segment.parameters()) {
            lengths.push_back(part(values, segment, parameter).norm());
            slopes.push_back(part(gradient, segment, parameter).norm());
        }
        Scalar zero = new Scalar(0.0);
        Tensor length = torch.stack(lengths, 0);
        Tensor slope = torch.stack(slopes, 0);
        Tensor defined = length.gt(zero).logical_and(slope.gt(zero));
        Tensor ratio = torch.where(defined, length.div(slope).mul(new Scalar(lars.trust())), torch.ones_like(length));
        for (int i = 0; i < segment.parameters().size(); i++) {
            part(gradient, segment, segment.parameters().get(i)).mul_(ratio.select(0, i));
        }
        return gradient;
    }
}
