package org.disentangle.core.method;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The place of an objective in a program: rows of r and z that are there already, labels and step inputs that become inputs of
 * the program when the objective asks for them.
 *
 * <p>Input names: {@code labels/joint}, {@code labels/<factor>}, {@code pair_type}, {@code step/<name>}. Output names: {@code loss}, then the loss
 * terms under their own names.
 */
public final class ObjectiveGraph implements ObjectiveInputs {
    /** The input that {@link #jointLabels} declares. */
    public static final String JOINT_LABELS = "labels/joint";
    /** The input that {@link #pairTypes} declares. */
    public static final String PAIR_TYPE = "pair_type";
    /** The output that is minimised. */
    public static final String LOSS = "loss";

    private final ProgramBuilder builder;
    private final Supplier<Tensor> representation;
    private final @Nullable Supplier<Tensor> embedding;
    private final Architecture architecture;
    private final DataSetDescription data;
    private final int views;
    private final int batch;
    private final List<StepInput> stepInputs;
    private final Map<String, Tensor> declared = new HashMap<>();

    /**
     * @param representation r, {@code [views * batch, d]}
     * @param embedding z, {@code [views * batch, e]}; null if the architecture has no heads
     */
    public ObjectiveGraph(
            ProgramBuilder builder,
            Tensor representation,
            @Nullable Tensor embedding,
            Architecture architecture,
            DataSetDescription data,
            int views,
            int batch,
            List<StepInput> stepInputs) {
        this(
                builder,
                () -> representation,
                embedding == null ? null : () -> embedding,
                architecture,
                data,
                views,
                batch,
                stepInputs);
    }

    /** The suppliers may be called more than once and must give the same tensor each time. */
    public ObjectiveGraph(
            ProgramBuilder builder,
            Supplier<Tensor> representation,
            @Nullable Supplier<Tensor> embedding,
            Architecture architecture,
            DataSetDescription data,
            int views,
            int batch,
            List<StepInput> stepInputs) {
        this.builder = builder;
        this.representation = representation;
        this.embedding = embedding;
        this.architecture = architecture;
        this.data = data;
        this.views = views;
        this.batch = batch;
        this.stepInputs = List.copyOf(stepInputs);
    }

    /** The input that {@link #labels} declares. */
    public static String labelInput(String factor) {
        return "labels/" + factor;
    }

    /** The input that {@link #stepInput} declares. */
    public static String stepInputName(String name) {
        return "step/" + name;
    }

    /** What the encoder is to see instead of the views; see {@link Method#mix}. */
    public <O extends Record> Tensor mix(Method<O> method, O options, Tensor images) {
        return builder.within("mix", () -> method.mix(options, this, images));
    }

    /** Builds a method's objective here and names its results: {@code loss} first, then the terms. */
    public <O extends Record> Loss build(Method<O> method, O options) {
        Loss loss = builder.within("objective", () -> method.objective(options, this));
        if (loss.total().shape().rank() != 0) {
            throw new IllegalStateException(
                    "The loss of '" + method.name() + "' is " + loss.total() + ", not a scalar");
        }
        builder.output(LOSS, loss.total());
        loss.terms().forEach(builder::output);
        return loss;
    }

    @Override
    public ProgramBuilder builder() {
        return builder;
    }

    @Override
    public int views() {
        return views;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Tensor representation() {
        return rows("representation", representation.get());
    }

    @Override
    public Tensor embedding() {
        if (embedding == null) {
            throw new IllegalStateException("The objective asks for z, but its architecture has no heads");
        }
        return rows("embedding", embedding.get());
    }

    @Override
    public Tensor block(String name) {
        for (Block block : architecture.embeddingBlocks()) {
            if (block.name().equals(name)) {
                return embedding().slice(1, block.start(), block.length());
            }
        }
        for (Block block : architecture.representationBlocks()) {
            if (block.name().equals(name)) {
                return representation().slice(1, block.start(), block.length());
            }
        }
        List<String> known = Stream.concat(
                        architecture.embeddingBlocks().stream(), architecture.representationBlocks().stream())
                .map(Block::name)
                .toList();
        throw new IllegalArgumentException("No block '" + name + "', only " + known);
    }

    @Override
    public Tensor jointLabels() {
        if (data.jointCardinality() == 0) {
            throw new UserError("The data set '" + data.name() + "' has no joint labels");
        }
        return rowLabels(JOINT_LABELS);
    }

    @Override
    public Tensor labels(String factor) {
        return rowLabels(labelInput(data.factor(factor).name()));
    }

    @Override
    public List<String> sharedFactors() {
        return data.sharedFactors();
    }

    @Override
    public Tensor pairTypes() {
        return declared.computeIfAbsent(PAIR_TYPE, key -> builder.input(key, ElementType.INT64, Shape.of(batch)));
    }

    @Override
    public Tensor stepInput(String name) {
        StepInput wanted = stepInputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The method declares no step input '" + name + "'"));
        return declared.computeIfAbsent(stepInputName(name), key -> builder.input(key, wanted.type(), wanted.shape()));
    }

    private Tensor rowLabels(String name) {
        return declared.computeIfAbsent(name, key -> builder.input(key, ElementType.INT64, Shape.of(views * batch)));
    }

    private Tensor rows(String what, Tensor tensor) {
        if (tensor.shape().rank() != 2 || tensor.size(0) != views * batch) {
            throw new IllegalArgumentException("The " + what + " of " + views + " views of " + batch + " groups is "
                    + tensor + ", expected " + views * batch + " rows");
        }
        return tensor;
    }
}
