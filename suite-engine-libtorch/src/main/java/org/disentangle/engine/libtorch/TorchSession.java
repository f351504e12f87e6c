package org.disentangle.engine.libtorch;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.MemoryReport;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionDescription;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.TensorScopes;
import org.disentangle.core.engine.TrainingStep;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;
import org.jspecify.annotations.Nullable;

/** A CPU or a GPU through LibTorch. */
final class TorchSession implements Session {
    private final Device device;
    private final SessionDescription description;
    private final int threads;
    private final DeviceMemory memory;
    private final RowWorkers workers;
    private final TensorScopes scopes = new TensorScopes();
    private @Nullable TorchVariables none;
    private boolean closed;

    TorchSession(Device device, SessionDescription description, int threads, DeviceMemory memory) {
        this.device = device;
        this.description = description;
        this.threads = threads;
        this.memory = memory;
        this.workers = new RowWorkers(threads);
        prepareThread();
    }

    Device device() {
        return device;
    }

    boolean isCpu() {
        return device.is_cpu();
    }

    RowWorkers workers() {
        return workers;
    }

    Precision precision() {
        return description.precision();
    }

    /** The number of threads belongs to the thread that calls LibTorch, which may be another one each time. */
    void prepareThread() {
        if (closed) {
            throw new IllegalStateException("The session on " + description.device() + " is closed");
        }
        if (torch.get_num_threads() != threads) {
            torch.set_num_threads(threads);
        }
    }

    @Override
    public SessionDescription description() {
        return description;
    }

    @Override
    public DeviceTensor upload(HostTensor tensor) {
        prepareThread();
        return guarded("uploading " + tensor, () -> {
            TorchTensor uploaded =
                    new TorchTensor(this, HostTransfer.toDevice(tensor, device), tensor.shape(), tensor.type());
            scopes.keep(uploaded);
            return uploaded;
        });
    }

    @Override
    public StepScope scope() {
        return scopes.open();
    }

    /** Hands a tensor to the innermost scope. */
    TorchTensor adopt(Tensor tensor, Node node) {
        TorchTensor adopted = new TorchTensor(this, tensor, node.shape(), node.type());
        scopes.adopt(adopted);
        return adopted;
    }

    void forget(TorchTensor tensor) {
        scopes.forget(tensor);
    }

    @Override
    public Variables variables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers) {
        prepareThread();
        return guarded("making variables", () -> new TorchVariables(parameters, buffers, device));
    }

    @Override
    public Executable executable(Program program, Variables variables) {
        return new TorchExecutable(this, compile(program, own(variables), RunMode.plain(precision(), isCpu())));
    }

    @Override
    public Executable rowwise(Program program, List<String> rowInputs, IntFunction<Program> build) {
        if (!isCpu()) {
            return executable(program, none());
        }
        return RowwiseExecutable.of(
                this, program, rowInputs, build, part -> compile(part, none(), RunMode.plain(precision(), isCpu())));
    }

    /** The variables of programs that have none. */
    private TorchVariables none() {
        if (none == null) {
            none = new TorchVariables(List.of(), List.of(), device);
        }
        return none;
    }

    @Override
    public TrainingStep training(Program program, Variables variables, Optimizer optimizer) {
        TorchVariables own = own(variables);
        Plan plan = compile(program, own, RunMode.differentiated(precision()));
        return guarded("preparing " + program.name(), () -> new TorchTrainingStep(this, plan, own, optimizer));
    }

    @Override
    public Differential differentiate(
            Program program, Variables variables, Map<String, TensorValue> inputs, String output, List<String> with) {
        TorchVariables own = own(variables);
        prepareThread();
        try (Plan plan = compile(program, own, RunMode.differentiated(precision()))) {
            return new Differentiation(this, plan, own).run(inputs, output, with);
        }
    }

    private Plan compile(Program program, TorchVariables variables, RunMode mode) {
        prepareThread();
        return guarded("preparing " + program.name(), () -> new PlanCompiler(device, variables, mode).compile(program));
    }

    private static TorchVariables own(Variables variables) {
        if (variables instanceof TorchVariables own) {
            return own;
        }
        throw new IllegalArgumentException("These variables belong to another engine: " + variables.getClass());
    }

    @Override
    public MemoryReport memory() {
        return memory.report();
    }

    @Override
    public void synchronize() {
        guarded("waiting for the device", () -> {
            memory.synchronize();
            return true;
        });
    }

    /** Runs a piece of native work, its errors translated. */
    <T> T guarded(String what, Supplier<T> work) {
        return NativeErrors.translated(what, work);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            workers.close();
            scopes.closeAll();
            if (none != null) {
                none.close();
            }
        }
    }
}
