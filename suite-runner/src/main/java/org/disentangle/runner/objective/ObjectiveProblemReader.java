package org.disentangle.runner.objective;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.json.Tree;

/** Makes a method and a user's batch into a problem, or says what does not fit. */
public final class ObjectiveProblemReader {
    private static final List<String> ROWS = List.of(ObjectiveArray.EMBEDDING, ObjectiveArray.REPRESENTATION);
    /** Arrays that other objectives take, so that one batch may serve several methods. */
    private static final Pattern OTHERS = Pattern.compile(String.join(
            "|",
            ObjectiveArray.EMBEDDING,
            ObjectiveArray.REPRESENTATION,
            ObjectiveArray.LABELS + "(_\\d{1,4})?",
            ObjectiveArray.PAIR_TYPE));

    private final ExperimentReader reader;

    /** @param reader knows the methods */
    public ObjectiveProblemReader(ExperimentReader reader) {
        this.reader = reader;
    }

    /**
     * @param settings the method's name and options
     * @throws UserError if the method has no objective, or the batch lacks what it needs, holds something else, or does not fit
     */
    public ObjectiveProblem read(Tree.Mapping settings, Path path) {
        ConfiguredMethod<?> given = reader.method(settings);
        if (!given.trains()) {
            throw new UserError("The method '" + given.name() + "' does not train and has no objective");
        }
        int views = given.views().views();
        try (BatchFile file = BatchFile.open(path)) {
            Map<String, NpyArray> rows = new LinkedHashMap<>();
            ROWS.stream().filter(file::has).forEach(name -> rows.put(name, file.rows(name, views, given.name())));
            NpyArray z = rows.get(ObjectiveArray.EMBEDDING);
            NpyArray r = rows.get(ObjectiveArray.REPRESENTATION);
            int representation = r == null ? ObjectiveProblem.SOME_DIMENSION : dimension(r);
            ConfiguredMethod<?> method =
                    z == null ? given : EmbeddingFit.of(reader, settings, representation, dimension(z));
            expectArrays(file, method);
            int batch = batch(file, rows);
            DataSetDescription data = describe(file, path, views, batch);
            Program program = ObjectiveProblem.program(method, data, representation, batch);
            Map<String, HostTensor> inputs = new LinkedHashMap<>();
            Map<String, List<Integer>> rowShapes = new LinkedHashMap<>();
            program.inputs().forEach((input, node) -> {
                String name = ObjectiveArray.nameOf(input);
                NpyArray array = rows.get(name);
                if (array != null) {
                    rowShapes.put(input, array.shape());
                }
                inputs.put(
                        input,
                        array == null
                                ? tensor(file, input, node, views, batch)
                                : HostTensor.of(node.shape(), array.floats()));
            });
            return new ObjectiveProblem(method.name(), program, inputs, rowShapes, notes(file, given, method, program));
        }
    }

    private static int dimension(NpyArray rows) {
        return rows.shape().get(2);
    }

    private static void expectArrays(BatchFile file, ConfiguredMethod<?> method) {
        List<ObjectiveArray> needed = ObjectiveArray.of(method);
        List<String> names = needed.stream().map(ObjectiveArray::name).toList();
        List<String> missing = names.stream().filter(name -> !file.has(name)).toList();
        List<String> strange = file.names().stream()
                .filter(name -> !names.contains(name) && !OTHERS.matcher(name).matches())
                .toList();
        if (missing.isEmpty() && strange.isEmpty()) {
            return;
        }
        String found = missing.isEmpty()
                ? "holds arrays that are not known: " + strange
                : "lacks " + missing + "; it holds " + file.names();
        throw file.error(found + ". '" + method.name() + "' takes:"
                + needed.stream().map(array -> "\n  " + array.line()).collect(Collectors.joining()));
    }

    private static int batch(BatchFile file, Map<String, NpyArray> rows) {
        List<Integer> sizes = rows.values().stream()
                .map(array -> array.shape().get(1))
                .distinct()
                .toList();
        if (sizes.size() > 1) {
            throw file.error("z and r are of different batches: " + rows);
        }
        return sizes.get(0);
    }

    private static DataSetDescription describe(BatchFile file, Path path, int views, int batch) {
        List<Integer> cardinalities = new ArrayList<>();
        for (String name = factor(0); file.has(name); name = factor(cardinalities.size())) {
            cardinalities.add(cardinality(file.labels(name, views, batch)));
        }
        int joint = file.has(ObjectiveArray.LABELS) ? cardinality(file.labels(ObjectiveArray.LABELS, views, batch)) : 0;
        return BatchDescription.of(path.getFileName().toString(), views, batch, joint, cardinalities);
    }

    private static String factor(int index) {
        return ObjectiveArray.LABELS + "_" + index;
    }

    private static int cardinality(HostTensor labels) {
        long greatest = 0;
        for (long label : labels.longs()) {
            greatest = Math.max(greatest, label);
        }
        return (int) greatest + 1;
    }

    private static HostTensor tensor(BatchFile file, String input, Node node, int views, int batch) {
        String name = ObjectiveArray.nameOf(input);
        return ObjectiveArray.isPerRow(input)
                ? file.labels(name, views, batch)
                : file.tensor(name, node.type(), node.shape());
    }

    private static List<String> notes(
            BatchFile file, ConfiguredMethod<?> given, ConfiguredMethod<?> fitted, Program program) {
        List<String> notes = new ArrayList<>();
        Object embedding = EmbeddingFit.option(fitted);
        if (!Objects.equals(embedding, EmbeddingFit.option(given))) {
            notes.add("'embedding' is " + embedding + ", to fit the rows of z.");
        }
        List<String> used =
                program.inputs().keySet().stream().map(ObjectiveArray::nameOf).toList();
        List<String> unused =
                file.names().stream().filter(name -> !used.contains(name)).toList();
        if (!unused.isEmpty()) {
            notes.add("'" + fitted.name() + "' does not use " + unused + ".");
        }
        return notes;
    }
}
