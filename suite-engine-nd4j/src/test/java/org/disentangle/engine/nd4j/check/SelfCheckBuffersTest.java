package org.disentangle.engine.nd4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.Nd4jEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The running statistics, from which frozen codes are computed: outputs and gradients of training are right whatever becomes of them. */
class SelfCheckBuffersTest {
    private static Session session;

    @BeforeAll
    static void open() {
        session = new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 2));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    /** How a device trains. */
    private interface Training {
        TrainingStep of(Program program, Variables variables, Optimizer optimizer);
    }

    @Test
    void a_device_that_moves_statistics_by_another_momentum_is_refused_by_the_buffers_name() {
        SelfCheck.Result result = SelfCheck.of(training((program, variables, optimizer) -> session.training(
                changed(
                        program,
                        norm -> new Operation.BatchNorm(
                                norm.training(),
                                1 - norm.momentum(),
                                norm.epsilon(),
                                norm.runningMean(),
                                norm.runningVariance())),
                variables,
                optimizer)));

        assertThat(result.passed()).isFalse();
        assertThat(result.text())
                .contains("'batch norm in training', buffer place/norm/running_mean after a step of training")
                .contains("is off");
    }

    @Test
    void a_device_that_keeps_the_biased_variance_is_refused_by_the_buffers_name() {
        SelfCheck.Result result = SelfCheck.of(training((program, variables, optimizer) ->
                watched(session.training(program, variables, optimizer), () -> biased(program, variables))));

        assertThat(result.passed()).isFalse();
        assertThat(result.text())
                .contains("'batch norm in training', buffer place/norm/running_variance after a step of training")
                .contains("is off");
    }

    @Test
    void a_device_that_moves_statistics_in_evaluation_mode_is_refused() {
        SelfCheck.Result result = SelfCheck.of(training((program, variables, optimizer) -> session.training(
                changed(
                        program,
                        norm -> new Operation.BatchNorm(
                                true, norm.momentum(), norm.epsilon(), norm.runningMean(), norm.runningVariance())),
                variables,
                optimizer)));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("'batch norm in evaluation', buffer place/norm/running_");
    }

    private static Program changed(Program program, UnaryOperator<Operation.BatchNorm> change) {
        List<Node> nodes = program.nodes().stream()
                .map(node -> new Node(
                        node.id(),
                        node.operation() instanceof Operation.BatchNorm norm ? change.apply(norm) : node.operation(),
                        node.inputs(),
                        node.shape(),
                        node.type(),
                        node.scope()))
                .toList();
        return new Program(program.name(), nodes, program.parameters(), program.buffers(), program.outputs());
    }

    /** To be run before a step; what is returned is to be run after it and makes the variances those of the biased estimate. */
    private static Runnable biased(Program program, Variables variables) {
        Map<String, HostTensor> before = variables.export();
        return () -> {
            Map<String, HostTensor> after = new HashMap<>(variables.export());
            for (Node node : program.nodes()) {
                if (node.operation() instanceof Operation.BatchNorm norm && norm.training()) {
                    Shape x = node.shape();
                    float count = (float) x.elements() / x.size(1);
                    float kept = (float) (1 - norm.momentum());
                    float[] first = before.get(norm.runningVariance()).floats();
                    float[] values = after.get(norm.runningVariance()).floats().clone();
                    for (int i = 0; i < values.length; i++) {
                        float moved = values[i] - kept * first[i];
                        values[i] = kept * first[i] + moved * (count - 1) / count;
                    }
                    after.put(norm.runningVariance(), HostTensor.of(Shape.of(values.length), values));
                }
            }
            variables.load(after);
        };
    }

    /** The step, with something around each run. */
    private static TrainingStep watched(TrainingStep step, Supplier<Runnable> around) {
        return (TrainingStep) Proxy.newProxyInstance(
                SelfCheckBuffersTest.class.getClassLoader(),
                new Class<?>[] {TrainingStep.class},
                (proxy, method, arguments) -> {
                    Runnable after = method.getName().equals("run") ? around.get() : () -> {};
                    try {
                        Object result = method.invoke(step, arguments);
                        after.run();
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The CPU's session that trains in another way. */
    private static Session training(Training training) {
        return (Session) Proxy.newProxyInstance(
                SelfCheckBuffersTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("training")) {
                        return training.of((Program) arguments[0], (Variables) arguments[1], (Optimizer) arguments[2]);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
