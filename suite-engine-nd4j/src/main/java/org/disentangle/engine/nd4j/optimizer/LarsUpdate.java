package org.disentangle.engine.nd4j.optimizer;

import java.util.List;
import org.disentangle.core.engine.ParameterSegment;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.disentangle.engine.nd4j.plan.Arithmetic;
import org.disentangle.engine.nd4j.plan.Slot;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;

/** LARS: momentum SGD on gradients that are scaled, parameter by parameter, to the length {@code trust |w|}. */
final class LarsUpdate extends UpdateRule {
    private static final String MOMENTUM = "momentum";

    private final Optimizer.Lars lars;
    private final Slot rate = setting();

    LarsUpdate(Optimizer.Lars lars, Nd4jVariables variables, List<ParameterSegment> segments) {
        super(variables, segments, lars.momentum() > 0 ? List.of(MOMENTUM) : List.of());
        this.lars = lars;
    }

    @Override
    void update(ParameterSegment segment) {
        Slot direction = segment.excluded()
                ? gradient(segment, 0)
                : scaled(math().copy(gradient(segment, lars.weightDecay())), segment);
        if (lars.momentum() > 0) {
            Slot velocity = slot(MOMENTUM, segment);
            scaleInPlace(velocity, lars.momentum());
            addInPlace(velocity, direction);
            direction = velocity;
        }
        subtractInPlace(parameters(segment), math().multiply(direction, rate));
    }

    private Slot scaled(Slot gradient, ParameterSegment segment) {
        Arithmetic math = math();
        Slot values = parameters(segment);
        Slot zero = math.tape().constant(0);
        Slot one = math.tape().constant(1);
        for (String parameter : segment.parameters()) {
            Slot part = part(gradient, segment, parameter);
            Slot length = norm(part(values, segment, parameter));
            Slot slope = norm(part);
            Slot defined = math.multiply(math.compare("greater", length, zero), math.compare("greater", slope, zero));
            Slot ratio = math.select(defined, math.scale(math.divide(length, slope), lars.trust()), one);
            math.tape().into(NativeOp.of("multiply"), part, part, ratio);
        }
        return gradient;
    }

    private Slot norm(Slot vector) {
        return math().each(Sqrt::new, math().sum(math().each(Square::new, vector), List.of(0), false));
    }

    @Override
    public void prepare(double learningRate, long update) {
        set(rate, learningRate);
    }
}
