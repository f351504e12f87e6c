package org.disentangle.core.engine;

import java.util.Map;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.jspecify.annotations.Nullable;

/** What every engine checks of the values that a run is given. */
public final class ProgramInputs {
    private ProgramInputs() {}

    /**
     * The value of one input.
     *
     * @throws IllegalArgumentException if it is missing or of another shape or type
     */
    public static TensorValue value(Program program, Node node, String name, Map<String, ? extends TensorValue> given) {
        @Nullable TensorValue value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Program '" + program.name() + "' needs a value for its input '" + name + "'");
        }
        if (!value.shape().equals(node.shape()) || value.type() != node.type()) {
            throw new IllegalArgumentException("Program '" + program.name() + "' takes " + node.type() + node.shape()
                    + " as '" + name + "', not " + value.type() + value.shape());
        }
        return value;
    }
}
