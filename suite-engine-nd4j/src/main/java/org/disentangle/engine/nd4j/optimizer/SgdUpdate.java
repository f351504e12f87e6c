package org.disentangle.engine.nd4j.optimizer;

import java.util.List;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Slot;

/** SGD with momentum as PyTorch computes it. The velocity starts at 0, so the first one is the first gradient. */
final class SgdUpdate extends UpdateRule {
    static final String MOMENTUM = "momentum";

    private final Optimizer.Sgd sgd;
    private final Slot rate = setting();

    SgdUpdate(Optimizer.Sgd sgd, Nd4jVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, sgd.momentum() > 0 ? List.of(MOMENTUM) : List.of());
        this.sgd = sgd;
    }

    @Override
    void update(ParameterSegment segment) {
        Slot direction = gradient(segment, sgd.weightDecay());
        if (sgd.momentum() > 0) {
            Slot velocity = slot(MOMENTUM, segment);
            scaleInPlace(velocity, sgd.momentum());
            addInPlace(velocity, direction);
            direction = sgd.nesterov() ? math().add(direction, math().scale(velocity, sgd.momentum())) : velocity;
        }
        subtractInPlace(parameters(segment), math().multiply(direction, rate));
    }

    @Override
    public void prepare(double learningRate, long update) {
        set(rate, learningRate);
    }
}
