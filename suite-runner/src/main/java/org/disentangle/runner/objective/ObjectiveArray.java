package org.disentangle.runner.objective;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;

/**
 * An array that an objective takes.
 *
 * @param name in the batch file
 * @param input the program's input that it becomes
 * @param type the elements the input has
 * @param shape for people, such as {@code [2, batch, dim]}
 * @param meaning for people
 */
public record ObjectiveArray(String name, String input, ElementType type, String shape, String meaning) {
    /** The array of z. */
    public static final String EMBEDDING = "z";
    /** The array of r. */
    public static final String REPRESENTATION = "r";
    /** The array of joint labels; with {@code _0}, {@code _1}, ... those of the shared factors. */
    public static final String LABELS = "labels";
    /** The array, and the program's input, that say of what kind each group is. */
    public static final String PAIR_TYPE = ObjectiveGraph.PAIR_TYPE;

    private static final String LABEL_INPUTS = ObjectiveGraph.labelInput("");
    private static final String STEP_INPUTS = ObjectiveGraph.stepInputName("");

    /** The batch of the program that is built only to learn what an objective asks for; no option is as large by chance. */
    private static final int SOME_BATCH = 211;

    /** What a method asks for under its options, whatever the batch is. */
    public static List<ObjectiveArray> of(ConfiguredMethod<?> method) {
        DataSetDescription anything = BatchDescription.unknown(method.views().views(), SOME_BATCH);
        Program program = ObjectiveProblem.program(method, anything, ObjectiveProblem.SOME_DIMENSION, SOME_BATCH);
        return program.inputs().entrySet().stream()
                .map(input -> of(method, input.getKey(), input.getValue()))
                .toList();
    }

    private static ObjectiveArray of(ConfiguredMethod<?> method, String input, Node node) {
        String name = nameOf(input);
        String type = name.equals(REPRESENTATION) || name.equals(EMBEDDING)
                ? "[" + method.views().views() + ", batch, dim]"
                : isPerGroup(input) ? "[batch]" : shape(node.shape());
        return new ObjectiveArray(name, input, node.type(), type, meaning(method, input));
    }

    /** The array that a program's input is read from. */
    static String nameOf(String input) {
        return switch (input) {
            case ObjectiveProgram.REPRESENTATION -> REPRESENTATION;
            case ObjectiveProgram.EMBEDDING -> EMBEDDING;
            case ObjectiveGraph.JOINT_LABELS -> LABELS;
            default ->
                input.startsWith(LABEL_INPUTS)
                        ? LABELS + "_" + input.substring(LABEL_INPUTS.length())
                        : input.startsWith(STEP_INPUTS) ? input.substring(STEP_INPUTS.length()) : input;
        };
    }

    /** Whether an input has one number per row, of which a batch may bring one per group. */
    static boolean isPerRow(String input) {
        return input.startsWith(LABEL_INPUTS);
    }

    private static boolean isPerGroup(String input) {
        return isPerRow(input) || input.equals(PAIR_TYPE);
    }

    private static String shape(Shape shape) {
        return shape.sizes().stream()
                .map(size -> size == SOME_BATCH ? "batch" : size.toString())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String meaning(ConfiguredMethod<?> method, String input) {
        if (input.equals(ObjectiveProgram.REPRESENTATION)) {
            return "the encoder's output, view by view, not normalised";
        }
        if (input.equals(ObjectiveProgram.EMBEDDING)) {
            int dimension = method.architecture(ObjectiveProblem.SOME_DIMENSION).embeddingDimension();
            return "what the heads make of r, view by view, not normalised; dim is " + dimension
                    + " unless options say otherwise";
        }
        if (input.equals(ObjectiveGraph.JOINT_LABELS)) {
            return "the joint label of each group, from 0; [views, batch] where views differ";
        }
        if (isPerRow(input)) {
            return "the label of shared factor " + input.substring(LABEL_INPUTS.length())
                    + " of each group, from 0; [views, batch] where views differ";
        }
        if (input.equals(PAIR_TYPE)) {
            return "the type of each group's pair, from 0";
        }
        return method.stepInputs(SOME_BATCH).stream()
                .filter(declared ->
                        ObjectiveGraph.stepInputName(declared.name()).equals(input))
                .map(StepInput::summary)
                .findFirst()
                .orElse("an input of the objective");
    }

    /** The elements' type as NumPy calls it. */
    public String typeName() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** On one line: {@code z  float32 [2, batch, dim]  what it is}. */
    public String line() {
        return String.format(Locale.ROOT, "%-12s %s %s  %s", name, typeName(), shape, meaning);
    }
}
