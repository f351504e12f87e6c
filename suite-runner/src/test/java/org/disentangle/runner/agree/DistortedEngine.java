package org.disentangle.runner.agree;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;

/** An engine that computes as another does, but gets something wrong when it differentiates. */
record DistortedEngine(Engine engine, UnaryOperator<Differential> mistake) implements Engine {
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
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(session, arguments);
                        return result instanceof Differential differential ? mistake.apply(differential) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The first number of one parameter's gradient is changed. */
    static UnaryOperator<Differential> gradient(String parameter, java.util.function.DoubleUnaryOperator change) {
        return right -> {
            Map<String, org.disentangle.core.tensor.HostTensor> gradients =
                    new LinkedHashMap<>(right.parameterGradients());
            var tensor = gradients.get(parameter);
            float[] values = tensor.floats().clone();
            values[0] = (float) change.applyAsDouble(values[0]);
            gradients.put(parameter, org.disentangle.core.tensor.HostTensor.of(tensor.shape(), values));
            return new Differential(right.outputs(), right.inputGradients(), gradients);
        };
    }
}
