package org.disentangle.core.engine;

import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.core.training.Optimizer;

/**
 * One device, open for work. Used by one thread at a time.
 *
 * <pre>{@code
 * try (Session session = engine.open(options);
 *         DeviceTensor pool = session.upload(images)) {
 *     Variables variables = session.variables(parameters, buffers);
 *     variables.load(initialValues);
 *     TrainingStep step = session.training(program, variables, optimizer);
 *     for (...) {
 *         try (StepScope scope = session.scope()) {
 *             step.run(inputs, learningRate);
 *         }
 *     }
 * }
 * }</pre>
 */
public interface Session extends AutoCloseable {

    /** The device in use, with the precision and library versions, as it goes into records. */
    SessionDescription description();

    /** Copies to the device. Lives until closed, whatever scope is open. */
    DeviceTensor upload(HostTensor tensor);

    StepScope scope();

    /** Parameters and buffers for programs that name them, all zero until loaded. */
    Variables variables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers);

    /**
     * Prepares a program to be run without gradients.
     *
     * @param variables holds every parameter and buffer that the program names
     */
    Executable executable(Program program, Variables variables);

    /**
     * Prepares a program whose every output row depends on the same row of its row inputs alone, so that the engine may run it
     * in pieces that stay in a cache.
     *
     * @param program built for {@code rows} rows: outputs have them as axis 0
     * @param rowInputs names of the inputs with {@code rows} as axis 0; the others (pools) are given whole to each piece
     * @param build makes the same program for another number of rows
     */
    Executable rowwise(Program program, List<String> rowInputs, java.util.function.IntFunction<Program> build);

    /** Prepares a program that has a scalar output {@code loss}, to be trained on. */
    TrainingStep training(Program program, Variables variables, Optimizer optimizer);

    /**
     * The outputs of a program and the gradient of one scalar output, for checks and for {@code suite objective}.
     *
     * @param with names of FLOAT32 inputs to differentiate with respect to
     */
    Differential differentiate(
            Program program, Variables variables, Map<String, TensorValue> inputs, String output, List<String> with);

    /** Bytes in use and at peak, as far as the engine can tell. */
    MemoryReport memory();

    /** Waits until the device has done all that was asked of it. */
    void synchronize();

    @Override
    void close();
}
