package org.disentangle.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Split;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.method.Step;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;

/**
 * A method's objective over rows that a test gives, with labels that fit together.
 *
 * <p>The data set behind it has the factors {@code A} (3 values) and {@code B} (2 values), both shared within a group, and {@code C}
 * (4 values), which is not.
 */
public final class ObjectiveHarness<O extends Record> {
    /** What the objective is told about its data. */
    public static final DataSetDescription DATA = new DataSetDescription(
            "test-pairs",
            Shape.of(10),
            List.of(
                    new Factor("A", "first", List.of("a0", "a1", "a2")),
                    new Factor("B", "second", List.of("b0", "b1")),
                    new Factor("C", "third", List.of("c0", "c1", "c2", "c3"))),
            List.of("A", "B"),
            Map.of(Split.TRAIN, 64, Split.TEST, 16),
            2,
            6,
            "");

    private final Method<O> method;
    private final O options;
    private final MethodRun run;
    private final int batch;
    private final Program program;

    public ObjectiveHarness(Method<O> method, O options, int representationDimension, int batch) {
        this(method, options, method.begin(options), representationDimension, batch);
    }

    /** @param run gives the step inputs */
    public ObjectiveHarness(Method<O> method, O options, MethodRun run, int representationDimension, int batch) {
        this.method = method;
        this.options = options;
        this.run = run;
        this.batch = batch;
        program = ObjectiveProgram.overEmbeddings(method, options, DATA, representationDimension, batch);
    }

    public Program program() {
        return program;
    }

    /** The inputs among them that a gradient can be taken of: r, z or both. */
    public List<String> rowInputs() {
        return program.inputs().keySet().stream()
                .filter(name -> name.equals(ObjectiveProgram.REPRESENTATION) || name.equals(ObjectiveProgram.EMBEDDING))
                .toList();
    }

    /** Normal rows, random labels and the method's own step inputs. */
    public Map<String, ReferenceTensor> inputs(long seed) {
        UniformRandomProvider random = new SeedStreams(seed).stream("rows");
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        return inputs(seed, position -> gaussian.sample());
    }

    /** Rows with the values given, random labels and the method's own step inputs. */
    public Map<String, ReferenceTensor> inputs(long seed, IntToDoubleFunction rows) {
        SeedStreams streams = new SeedStreams(seed);
        UniformRandomProvider random = streams.stream("labels");
        int[] a = IntStream.range(0, batch).map(group -> random.nextInt(3)).toArray();
        int[] b = IntStream.range(0, batch).map(group -> random.nextInt(2)).toArray();
        Map<String, ReferenceTensor> values = new LinkedHashMap<>();
        for (Map.Entry<String, Node> input : program.inputs().entrySet()) {
            Shape shape = input.getValue().shape();
            ReferenceTensor value =
                    switch (input.getKey()) {
                        case ObjectiveProgram.REPRESENTATION, ObjectiveProgram.EMBEDDING -> fill(shape, rows);
                        case ObjectiveGraph.JOINT_LABELS -> fill(shape, row -> 2 * a[row % batch] + b[row % batch]);
                        case "labels/A" -> fill(shape, row -> a[row % batch]);
                        case "labels/B" -> fill(shape, row -> b[row % batch]);
                        case "labels/C" -> fill(shape, row -> random.nextInt(4));
                        case ObjectiveGraph.PAIR_TYPE ->
                            fill(shape, place -> method.views(options).pairType(0, place));
                        default -> ReferenceTensor.zeros(shape);
                    };
            values.put(input.getKey(), value);
        }
        run.stepInputs(step(0, batch, seed))
                .forEach((name, value) -> values.computeIfPresent(
                        ObjectiveGraph.stepInputName(name), (key, zeros) -> ReferenceTensor.of(value)));
        return values;
    }

    /** A step whose batch holds the first groups. */
    static Step step(long index, int batch, long seed) {
        return new Step(index, 10_000, IntStream.range(0, batch).toArray(), new SeedStreams(seed));
    }

    private static ReferenceTensor fill(Shape shape, IntToDoubleFunction values) {
        return new ReferenceTensor(
                shape,
                IntStream.range(0, shape.elements())
                        .mapToDouble(values::applyAsDouble)
                        .toArray());
    }
}
