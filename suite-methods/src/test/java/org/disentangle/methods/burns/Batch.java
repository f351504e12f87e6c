package org.disentangle.methods.burns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.testkit.ObjectiveHarness;

/** A batch that a test writes down row by row: view 0 of every group, then view 1 of every group. */
final class Batch {
    private final List<double[]> rows = new ArrayList<>();
    private final Map<String, ReferenceTensor> more = new HashMap<>();

    static Batch of(double[]... rows) {
        Batch batch = new Batch();
        batch.rows.addAll(List.of(rows));
        return batch;
    }

    /** The same rows in both views. */
    static Batch twice(double[]... rows) {
        Batch batch = of(rows);
        batch.rows.addAll(List.of(rows));
        return batch;
    }

    static double[] row(double... values) {
        return values;
    }

    /** Labels of the groups, the same in both views. */
    Batch labels(String input, double... perGroup) {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = perGroup[i % perGroup.length];
        }
        more.put(input, ReferenceTensor.of(Shape.of(values.length), values));
        return this;
    }

    Batch permutation(double... order) {
        more.put("step/permutation", ReferenceTensor.of(Shape.of(order.length), order));
        return this;
    }

    /** The outputs of a method's objective with these rows as z, or as r where the method has no heads. */
    <O extends Record> Map<String, ReferenceTensor> outputs(Method<O> method, O options) {
        Program program =
                ObjectiveProgram.overEmbeddings(method, options, ObjectiveHarness.DATA, width(), rows.size() / 2);
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        program.inputs()
                .forEach((name, node) -> inputs.put(
                        name,
                        name.equals(ObjectiveProgram.EMBEDDING) || name.equals(ObjectiveProgram.REPRESENTATION)
                                ? matrix()
                                : more.get(name)));
        return ReferenceInterpreter.run(program, inputs).outputs();
    }

    <O extends Record> double value(Method<O> method, O options, String output) {
        return outputs(method, options).get(output).scalar();
    }

    ReferenceTensor matrix() {
        double[] values =
                rows.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        return ReferenceTensor.of(Shape.of(rows.size(), width()), values);
    }

    int width() {
        return rows.get(0).length;
    }
}
