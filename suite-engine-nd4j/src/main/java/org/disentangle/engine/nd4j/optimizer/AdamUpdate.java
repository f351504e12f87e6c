package org.disentangle.engine.nd4j.optimizer;

import java.util.List;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;

/** Adam as PyTorch computes it: {@code w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)}. */
final class AdamUpdate extends UpdateRule {
    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";

    private final Optimizer.Adam adam;
    private final Slot stepSize = setting();
    private final Slot rootCorrection = setting();

    AdamUpdate(Optimizer.Adam adam, Nd4jVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, List.of(FIRST, SECOND));
        this.adam = adam;
    }

    @Override
    void update(ParameterSegment segment) {
        Arithmetic math = math();
        Slot gradient = gradient(segment, adam.weightDecay());
        Slot first = slot(FIRST, segment);
        Slot second = slot(SECOND, segment);
        scaleInPlace(first, adam.beta1());
        addInPlace(first, math.scale(gradient, 1 - adam.beta1()));
        scaleInPlace(second, adam.beta2());
        addInPlace(second, math.scale(math.each(Square::new, gradient), 1 - adam.beta2()));
        Slot root = math.divide(math.each(Sqrt::new, second), rootCorrection);
        Slot direction = math.divide(first, math.shift(root, adam.epsilon()));
        subtractInPlace(parameters(segment), math.multiply(direction, stepSize));
    }

    @Override
    public void prepare(double learningRate, long update) {
        set(stepSize, learningRate / (1 - StrictMath.pow(adam.beta1(), update)));
        set(rootCorrection, Math.sqrt(1 - StrictMath.pow(adam.beta2(), update)));
    }
}
