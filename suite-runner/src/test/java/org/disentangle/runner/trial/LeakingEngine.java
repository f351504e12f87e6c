package org.disentangle.runner.trial;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.disentangle.core.engine.DeviceReport;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.MemoryReport;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;

/** An engine whose model changes whenever its digest was taken: what a probe that trains the encoder would look like. */
record LeakingEngine(Engine engine) implements Engine {
    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String summary() {
        return engine.summary();
    }

    @Override
    public List<DeviceReport> devices() {
        return engine.devices();
    }

    @Override
    public Session open(SessionOptions options) {
        return new LeakingSession(engine.open(options));
    }

    private record LeakingSession(Session session) implements Session {
        @Override
        public SessionDescription description() {
            return session.description();
        }

        @Override
        public DeviceTensor upload(HostTensor tensor) {
            return session.upload(tensor);
        }

        @Override
        public StepScope scope() {
            return session.scope();
        }

        @Override
        public Variables variables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers) {
            return new LeakingVariables(session.variables(parameters, buffers));
        }

        @Override
        public Executable executable(Program program, Variables variables) {
            return session.executable(program, inner(variables));
        }

        @Override
        public Executable rowwise(Program program, List<String> rowInputs, IntFunction<Program> build) {
            return session.rowwise(program, rowInputs, build);
        }

        @Override
        public TrainingStep training(Program program, Variables variables, Optimizer optimizer) {
            return session.training(program, inner(variables), optimizer);
        }

        @Override
        public Differential differentiate(
                Program program,
                Variables variables,
                Map<String, TensorValue> inputs,
                String output,
                List<String> with) {
            return session.differentiate(program, inner(variables), inputs, output, with);
        }

        @Override
        public MemoryReport memory() {
            return session.memory();
        }

        @Override
        public void synchronize() {
            session.synchronize();
        }

        @Override
        public void close() {
            session.close();
        }

        private static Variables inner(Variables variables) {
            return ((LeakingVariables) variables).variables;
        }
    }

    private record LeakingVariables(Variables variables) implements Variables {
        @Override
        public void load(Map<String, HostTensor> values) {
            variables.load(values);
        }

        @Override
        public Map<String, HostTensor> export() {
            return variables.export();
        }

        @Override
        public String digest() {
            String digest = variables.digest();
            Map<String, HostTensor> values = variables.export();
            String name = values.keySet().iterator().next();
            HostTensor first = java.util.Objects.requireNonNull(values.get(name));
            float[] changed = first.floats().clone();
            changed[0] += 0.001f;
            variables.load(Map.of(name, HostTensor.of(first.shape(), changed)));
            return digest;
        }

        @Override
        public void close() {
            variables.close();
        }
    }
}
