package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Split;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.network.Heads;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.runner.codes.KeptBlock;
import org.disentangle.runner.experiment.TrialSpec;
import org.jspecify.annotations.Nullable;

/** Encoder, heads and objective of a trial as programs. */
final class Model {
    /** The training program's input: rendered views, {@code [views * batch, c, h, w]}. */
    static final String VIEWS = "views";

    static final String REPRESENTATION = "r";
    static final String EMBEDDING = "z";

    private final TrialSpec spec;
    private final DataSetDescription data;
    private final Architecture architecture;

    Model(TrialSpec spec, DataSetDescription data) {
        this.spec = spec;
        this.data = data;
        this.architecture = spec.method().architecture(spec.encoder().dimension());
    }

    Program training() {
        int views = spec.method().views().views();
        int batch = spec.training().batch();
        ProgramBuilder builder = new ProgramBuilder(spec.method().name() + " training");
        Codes codes = new Codes();
        ObjectiveGraph graph = new ObjectiveGraph(
                builder,
                codes::representation,
                architecture.heads().isEmpty() ? null : codes::embedding,
                architecture,
                data,
                views,
                batch,
                spec.method().stepInputs(batch));
        Tensor images = builder.input(VIEWS, ElementType.FLOAT32, rows(views * batch));
        codes.representation = encode(builder, spec.method().mix(graph, images), Mode.TRAINING);
        codes.embedding = embed(builder, codes.representation, Mode.TRAINING);
        spec.method().build(graph);
        return builder.build();
    }

    /** r and z, which the views may have to be mixed for before they exist. */
    private static final class Codes {
        private @Nullable Tensor representation;
        private @Nullable Tensor embedding;

        private Tensor representation() {
            return present(representation, "r");
        }

        private Tensor embedding() {
            return present(embedding, "z");
        }

        private static Tensor present(@Nullable Tensor tensor, String name) {
            if (tensor == null) {
                throw new IllegalStateException("The method asks for " + name + " where views are mixed");
            }
            return tensor;
        }
    }

    /** Rendered views {@link #VIEWS} to r and, with heads, z, in evaluation mode. */
    Program codes(int rows) {
        ProgramBuilder builder = new ProgramBuilder(spec.method().name() + " codes");
        codes(builder, builder.input(VIEWS, ElementType.FLOAT32, rows(rows)));
        return builder.build();
    }

    private void codes(ProgramBuilder builder, Tensor images) {
        Tensor representation = encode(builder, images, Mode.EVALUATION);
        builder.output(REPRESENTATION, representation);
        Tensor embedding = embed(builder, representation, Mode.EVALUATION);
        if (embedding != null) {
            builder.output(EMBEDDING, embedding);
        }
    }

    /** Un-augmented samples to codes: outputs {@code r} and, with heads, {@code z}. Row inputs are the source columns and the fetched rows. */
    Program encoding(DataSet set, Map<String, HostTensor> pools, List<String> sources, int rows) {
        ProgramBuilder builder = new ProgramBuilder(spec.method().name() + " encoding");
        Map<String, Tensor> poolInputs = new LinkedHashMap<>();
        pools.forEach((name, pool) -> poolInputs.put(name, builder.input(name, pool.type(), pool.shape())));
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (String source : sources) {
            columns.put(source, builder.input(source, DataSet.SOURCE_TYPE, Shape.of(rows)));
        }
        set.rows(Split.TEST)
                .forEach((name, source) -> columns.put(
                        name,
                        builder.input(name, ElementType.UINT8, source.row().rows(rows))));
        Tensor images = builder.within("scene", () -> set.scene(poolInputs, columns));
        codes(builder, images);
        return builder.build();
    }

    /** Initial values, each parameter from its own part of the stream {@code init}. */
    static Map<String, HostTensor> initialValues(
            List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers, SeedStreams streams) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        for (ParameterDeclaration parameter : parameters) {
            float[] drawn = parameter
                    .initializer()
                    .values(parameter.shape(), streams.stream(SeedStreams.INITIALIZATION + "/" + parameter.name()));
            values.put(parameter.name(), HostTensor.of(parameter.shape(), drawn));
        }
        for (BufferDeclaration buffer : buffers) {
            float[] filled = new float[buffer.shape().elements()];
            Arrays.fill(filled, buffer.initialValue());
            values.put(buffer.name(), HostTensor.of(buffer.shape(), filled));
        }
        return values;
    }

    /** Every block that is scored, by the whole it is a slice of, wholes first: r, r0, r1, z, z0, z1. */
    List<ScoredBlock> scoredBlocks() {
        List<ScoredBlock> blocks = new ArrayList<>();
        int dimension = spec.encoder().dimension();
        blocks.add(new ScoredBlock(REPRESENTATION, new Block(REPRESENTATION, 0, dimension)));
        architecture.representationBlocks().forEach(block -> blocks.add(new ScoredBlock(REPRESENTATION, block)));
        if (architecture.embeddingDimension() > 0) {
            blocks.add(new ScoredBlock(EMBEDDING, new Block(EMBEDDING, 0, architecture.embeddingDimension())));
            architecture.embeddingBlocks().forEach(block -> blocks.add(new ScoredBlock(EMBEDDING, block)));
        }
        return blocks;
    }

    /** The same, as files of codes and models describe them. */
    List<KeptBlock> keptBlocks() {
        return scoredBlocks().stream()
                .map(scored -> new KeptBlock(
                        scored.block().name(),
                        scored.whole(),
                        scored.block().start(),
                        scored.block().length()))
                .toList();
    }

    /** The parts of each whole, such as r → [r0, r1]. */
    Map<String, List<String>> parts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        if (!architecture.representationBlocks().isEmpty()) {
            parts.put(REPRESENTATION, names(architecture.representationBlocks()));
        }
        if (!architecture.embeddingBlocks().isEmpty()) {
            parts.put(EMBEDDING, names(architecture.embeddingBlocks()));
        }
        return parts;
    }

    private static List<String> names(List<Block> blocks) {
        return blocks.stream().map(Block::name).toList();
    }

    /** @param whole the output that the block is a slice of */
    record ScoredBlock(String whole, Block block) {}

    private Tensor encode(ProgramBuilder builder, Tensor images, Mode mode) {
        return builder.within("encoder", () -> spec.encoder().encode(images, mode));
    }

    private @Nullable Tensor embed(ProgramBuilder builder, Tensor representation, Mode mode) {
        if (architecture.heads().isEmpty()) {
            return null;
        }
        List<Tensor> outputs = new ArrayList<>();
        for (Head head : architecture.heads()) {
            Tensor input = representation.slice(1, head.start(), head.length());
            outputs.add(Heads.apply(head.name(), head.layers(), input, mode));
        }
        return builder.concatenate(1, outputs);
    }

    private Shape rows(int rows) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(rows);
        sizes.addAll(data.sample().sizes());
        return new Shape(sizes);
    }
}
