package org.disentangle.runner.agree;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.IdentityHashMap;
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
import org.disentangle.core.engine.Variables;
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
        Map<Object, Object> behind = new IdentityHashMap<>();
        // The engine wants its own variables back.
        UnaryOperator<Object[]> own = arguments -> Arrays.stream(arguments)
                .map(argument -> behind.getOrDefault(argument, argument))
                .toArray();
        return between(Session.class, session, own, result -> {
            Object changed = mistake.apply(result);
            behind.put(changed, result);
            return changed;
        });
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

    /** All numbers of one buffer are changed when they are looked at. */
    static UnaryOperator<Object> buffer(String name, DoubleUnaryOperator change) {
        UnaryOperator<Object> looked = result -> {
            if (!(result instanceof Map<?, ?> exported)) {
                return result;
            }
            Map<Object, Object> values = new LinkedHashMap<>(exported);
            values.computeIfPresent(name, (key, tensor) -> changed((HostTensor) tensor, change));
            return values;
        };
        return right -> right instanceof Variables variables
                ? between(Variables.class, variables, arguments -> arguments, looked)
                : right;
    }

    private static HostTensor changed(HostTensor tensor, DoubleUnaryOperator change) {
        float[] values = tensor.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(values[i]);
        }
        return HostTensor.of(tensor.shape(), values);
    }

    /** One output of what is differentiated is changed. */
    static UnaryOperator<Object> output(String name, DoubleUnaryOperator change) {
        return result -> {
            if (!(result instanceof Differential right)) {
                return result;
            }
            Map<String, HostTensor> outputs = new LinkedHashMap<>(right.outputs());
            outputs.computeIfPresent(name, (key, tensor) -> changed(tensor, change));
            return new Differential(outputs, right.inputGradients(), right.parameterGradients());
        };
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
