package org.disentangle.runner.agree;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.tensor.HostTensor;

/** An engine that computes as another does, but gets something wrong in what its sessions give out. */
record DistortedEngine(Engine engine, UnaryOperator<Object> mistake) implements Engine {
    @Override
    public String name() {
        return "distorted";
    }

    @Override
    public String summary() {
        return "For tests";
    }

    @Override
    public List<DeviceReport> devices() {
        return engine.devices();
    }

    @Override
    public Session open(SessionOptions options) {
        Session session = engine.open(options);
        return between(Session.class, session, arguments -> arguments, mistake);
    }

    /** Calls go through to what is behind it. */
    private static <T> T between(
            Class<T> type, T behind, UnaryOperator<Object[]> changed, UnaryOperator<Object> mistake) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(behind, arguments == null ? null : changed.apply(arguments));
                        return result == null ? null : mistake.apply(result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Training steps take other learning rates than they are told. */
    static UnaryOperator<Object> rate(double factor) {
        UnaryOperator<Object[]> faster = arguments -> Arrays.stream(arguments)
                .map(argument -> argument instanceof Double rate ? (Object) (rate * factor) : argument)
                .toArray();
        return right -> right instanceof TrainingStep step
                ? between(TrainingStep.class, step, faster, result -> result)
                : right;
    }

    /** The first number of one parameter's gradient is changed. */
    static UnaryOperator<Object> gradient(String parameter, DoubleUnaryOperator change) {
        return result -> result instanceof Differential right ? changed(right, parameter, change) : result;
    }

    private static Differential changed(Differential right, String parameter, DoubleUnaryOperator change) {
        Map<String, HostTensor> gradients = new LinkedHashMap<>(right.parameterGradients());
        HostTensor tensor = gradients.get(parameter);
        float[] values = tensor.floats().clone();
        values[0] = (float) change.applyAsDouble(values[0]);
        gradients.put(parameter, HostTensor.of(tensor.shape(), values));
        return new Differential(right.outputs(), right.inputGradients(), gradients);
    }
}
