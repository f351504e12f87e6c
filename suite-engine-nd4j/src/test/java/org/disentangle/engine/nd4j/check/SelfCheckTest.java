package org.disentangle.engine.nd4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.disentangle.core.engine.DeviceLostException;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.training.Optimizer;
import org.disentangle.engine.nd4j.Nd4jEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static Session session;

    @BeforeAll
    static void open() {
        session = new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 2));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void the_cpu_passes_far_within_the_bounds() {
        SelfCheck.Result result = SelfCheck.of(session);

        assertThat(result.passed()).as(result.text()).isTrue();
        assertThat(result.text()).matches("\\d\\d\\d? programs agree with double precision, .*");
    }

    @Test
    void a_device_whose_convolutions_have_ten_digits_is_found_out_by_the_operation() {
        SelfCheck.Result result =
                SelfCheck.of(changing(Operation.Convolution2d.class, value -> value * (1 + 1f / 2048), 1));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("'convolution'").contains("is off").contains("bound 2e-05");
    }

    @Test
    void one_wrong_number_of_many_is_found() {
        SelfCheck.Result result = SelfCheck.of(changing(Operation.Gather.class, value -> value + 1e-3f, 12));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("'gather");
    }

    @Test
    void what_is_no_number_lies_in_no_bound() {
        SelfCheck.Result result = SelfCheck.of(changing(Operation.MaxPool2d.class, value -> Float.NaN, 1));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("'max pool'");
    }

    @Test
    void wrong_gradients_are_found_where_the_values_are_right() {
        SelfCheck.Result result = SelfCheck.of(faked((program, found) -> has(program, Operation.Softmax.class)
                ? new Differential(
                        found.outputs(),
                        changed(found.inputGradients(), value -> -value, 1),
                        found.parameterGradients())
                : found));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("gradient of x0").contains("bound 1e-04");
    }

    @Test
    void a_device_that_fails_is_one_that_cannot_be_used() {
        SelfCheck.Result result = SelfCheck.of(faked((program, found) -> {
            throw new EngineException("the convolution is not supported", false, new RuntimeException());
        }));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("fails: the convolution is not supported");
    }

    @Test
    void a_device_that_is_lost_is_not_tried_without_cudnn() {
        AtomicBoolean without = new AtomicBoolean();
        Session broken = faked((program, found) -> {
            throw new DeviceLostException("The GPU is lost to this process", new RuntimeException());
        });

        assertThatThrownBy(() -> SelfCheck.of(broken, () -> without.set(true))).isInstanceOf(DeviceLostException.class);

        assertThat(without).isFalse();
    }

    @Test
    void wrong_updates_are_found_by_the_optimiser() {
        SelfCheck.Result result = SelfCheck.of((Session) Proxy.newProxyInstance(
                SelfCheckTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("training") && arguments[2] instanceof Optimizer.Adam adam) {
                        Optimizer other = new Optimizer.Adam(
                                adam.learningRate(), adam.beta1(), adam.beta2(), 1e-3, adam.weightDecay(), false);
                        return session.training((Program) arguments[0], (Variables) arguments[1], other);
                    }
                    return method.invoke(session, arguments);
                }));

        assertThat(result.passed()).isFalse();
        assertThat(result.text()).contains("'adam', parameters");
    }

    @Test
    void what_is_off_with_cudnn_is_tried_without_and_the_result_says_so() {
        AtomicBoolean without = new AtomicBoolean();
        Session wrongWithCudnn = faked((program, found) -> !without.get() && has(program, Operation.MaxPool2d.class)
                ? new Differential(
                        found.outputs(),
                        changed(found.inputGradients(), value -> -value, 1),
                        found.parameterGradients())
                : found);

        SelfCheck.Result result = SelfCheck.of(wrongWithCudnn, () -> without.set(true));

        assertThat(without).isTrue();
        assertThat(result.passed()).as(result.text()).isTrue();
        assertThat(result.text()).contains("without cuDNN: with it 'max pool', gradient of x0");
    }

    @Test
    void a_device_that_passes_keeps_cudnn() {
        AtomicBoolean without = new AtomicBoolean();

        assertThat(SelfCheck.of(session, () -> without.set(true)).passed()).isTrue();

        assertThat(without).isFalse();
    }

    private interface Change {
        Differential apply(Program program, Differential found);
    }

    private static Session changing(Class<? extends Operation> operation, UnaryOperator<Float> change, int each) {
        return faked((program, found) -> has(program, operation)
                ? new Differential(
                        changed(found.outputs(), change, each), found.inputGradients(), found.parameterGradients())
                : found);
    }

    private static boolean has(Program program, Class<? extends Operation> operation) {
        return program.nodes().stream().anyMatch(node -> operation.isInstance(node.operation()));
    }

    private static Map<String, HostTensor> changed(
            Map<String, HostTensor> tensors, UnaryOperator<Float> change, int each) {
        Map<String, HostTensor> changed = new LinkedHashMap<>(tensors);
        changed.replaceAll((name, tensor) -> {
            if (tensor.type() != ElementType.FLOAT32) {
                return tensor;
            }
            float[] values = tensor.floats().clone();
            for (int i = 0; i < values.length; i += each) {
                values[i] = change.apply(values[i]);
            }
            return HostTensor.of(tensor.shape(), values);
        });
        return changed;
    }

    /** The CPU's session with other results. */
    private static Session faked(Change change) {
        return (Session) Proxy.newProxyInstance(
                SelfCheckTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(session, arguments);
                        return result instanceof Differential found
                                ? change.apply((Program) arguments[0], found)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
