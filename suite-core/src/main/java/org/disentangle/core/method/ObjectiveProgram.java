package org.disentangle.core.method;

import java.util.HashMap;
import java.util.Map;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** An objective alone: a program in which r and z are plain inputs instead of what an encoder gives. */
public final class ObjectiveProgram {
    /** The input that stands for r, FLOAT32 {@code [views * batch, d]}. */
    public static final String REPRESENTATION = "representation";
    /** The input that stands for z, FLOAT32 {@code [views * batch, e]}. */
    public static final String EMBEDDING = "embedding";

    private ObjectiveProgram() {}

    /**
     * Builds the objective over given rows. Only what the objective asks for becomes an input: {@code representation}, {@code
     * embedding}, labels and step inputs as {@link ObjectiveGraph} names them.
     *
     * @param representationDimension the size of r; heads may ask for it although r is not an input
     * @param batch groups in the batch
     * @throws org.disentangle.core.UserError if the method refuses the data set or the dimension
     */
    public static <O extends Record> Program overEmbeddings(
            Method<O> method, O options, DataSetDescription data, int representationDimension, int batch) {
        method.check(options, data);
        Architecture architecture = method.architecture(options, representationDimension);
        int views = method.views(options).views();
        ProgramBuilder builder = new ProgramBuilder(method.name());
        Map<String, Tensor> inputs = new HashMap<>();
        int rows = views * batch;
        ObjectiveGraph graph = new ObjectiveGraph(
                builder,
                () -> matrix(builder, inputs, REPRESENTATION, rows, representationDimension),
                architecture.heads().isEmpty()
                        ? null
                        : () -> matrix(builder, inputs, EMBEDDING, rows, architecture.embeddingDimension()),
                architecture,
                data,
                views,
                batch,
                method.stepInputs(options, batch));
        graph.build(method, options);
        return builder.build();
    }

    private static Tensor matrix(
            ProgramBuilder builder, Map<String, Tensor> inputs, String name, int rows, int columns) {
        return inputs.computeIfAbsent(name, key -> builder.input(key, ElementType.FLOAT32, Shape.of(rows, columns)));
    }
}
