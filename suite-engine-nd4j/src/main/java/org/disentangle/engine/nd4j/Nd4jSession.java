package org.disentangle.engine.nd4j;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Differential;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.MemoryReport;
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
import org.disentangle.engine.nd4j.backend.Backend;
import org.disentangle.engine.nd4j.backend.NativeErrors;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.disentangle.engine.nd4j.compiler.PlanCompiler;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.disentangle.engine.nd4j.memory.Nd4jVariables;
import org.jspecify.annotations.Nullable;

/** A CPU or a GPU through ND4J. */
final class Nd4jSession implements Session {
    private final SessionDescription description;
    private final int device;
    private final int threads;
    private final Backend backend = NativeLibrary.backend();
    private final Supplier<MemoryReport> memory = backend.account();
    private final TensorScopes scopes = new TensorScopes();
    private @Nullable Nd4jVariables none;
    private boolean closed;

    /** @param device the number of a GPU, 0 for a CPU */
    Nd4jSession(SessionDescription description, int device, int threads) {
        this.description = description;
        this.device = device;
        this.threads = threads;
        prepareThread();
    }

    /** Before native work: another session may have set another number of threads. */
    void prepareThread() {
        if (closed) {
            throw new IllegalStateException("The session on " + description.device() + " is closed");
        }
        guarded("going to " + description.device(), () -> {
            backend.enter(device, threads);
            return true;
        });
    }

    @Override
    public SessionDescription description() {
        return description;
    }

    @Override
    public DeviceTensor upload(HostTensor tensor) {
        prepareThread();
        return guarded("uploading " + tensor, () -> {
            Nd4jTensor uploaded = new Nd4jTensor(this, HostTransfer.toDevice(tensor), tensor.shape(), tensor.type());
            scopes.keep(uploaded);
            return uploaded;
        });
    }

    @Override
    public StepScope scope() {
        return scopes.open();
    }

    /** Hands an array to the innermost scope. */
    Nd4jTensor adopt(NativeArray array, Node node) {
        Nd4jTensor adopted = new Nd4jTensor(this, array, node.shape(), node.type());
        scopes.adopt(adopted);
        return adopted;
    }

    void forget(Nd4jTensor tensor) {
        scopes.forget(tensor);
    }

    @Override
    public Variables variables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers) {
        prepareThread();
        return guarded("making variables", () -> new Nd4jVariables(parameters, buffers));
    }

    @Override
    public Executable executable(Program program, Variables variables) {
        Nd4jVariables own = own(variables);
        prepareThread();
        return guarded(
                "preparing " + program.name(),
                () -> new Nd4jExecutable(this, program, PlanCompiler.forward(program, own)));
    }

    /** Whole: ND4J's threads share each call, and its plans are not for several threads. */
    @Override
    public Executable rowwise(Program program, List<String> rowInputs, IntFunction<Program> build) {
        if (none == null) {
            none = new Nd4jVariables(List.of(), List.of());
        }
        return executable(program, none);
    }

    @Override
    public TrainingStep training(Program program, Variables variables, Optimizer optimizer) {
        Nd4jVariables own = own(variables);
        prepareThread();
        return guarded("preparing " + program.name(), () -> new Nd4jTrainingStep(this, program, own, optimizer));
    }

    @Override
    public Differential differentiate(
            Program program, Variables variables, Map<String, TensorValue> inputs, String output, List<String> with) {
        Nd4jVariables own = own(variables);
        prepareThread();
        return guarded("program '" + program.name() + "'", () -> new Differentiation(this, program, own)
                .run(inputs, output, with));
    }

    private static Nd4jVariables own(Variables variables) {
        if (variables instanceof Nd4jVariables own) {
            return own;
        }
        throw new IllegalArgumentException("These variables belong to another engine: " + variables.getClass());
    }

    @Override
    public MemoryReport memory() {
        return memory.get();
    }

    @Override
    public void synchronize() {
        prepareThread();
        guarded("waiting for the device", () -> {
            backend.awaitDevice();
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
            scopes.closeAll();
            if (none != null) {
                none.close();
            }
        }
    }
}
