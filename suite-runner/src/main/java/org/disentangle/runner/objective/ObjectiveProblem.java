package org.disentangle.runner.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;

/**
 * An objective with the numbers it is to be evaluated on.
 *
 * @param method its name
 * @param inputs every input of the program
 * @param rowShapes {@code [views, batch, dim]} of z and r, whichever the objective takes, by input
 * @param notes what the user should know: options that were fitted, arrays that were left aside
 */
public record ObjectiveProblem(
        String method,
        Program program,
        Map<String, HostTensor> inputs,
        Map<String, List<Integer>> rowShapes,
        List<String> notes) {

    /** An r of no particular size: it can be cut into up to ten equal blocks. */
    static final int SOME_DIMENSION = 5040;

    public ObjectiveProblem {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        rowShapes = Collections.unmodifiableMap(new LinkedHashMap<>(rowShapes));
        notes = List.copyOf(notes);
    }

    /** The objective over rows that are inputs. */
    static <O extends Record> Program program(
            ConfiguredMethod<O> method, DataSetDescription data, int representationDimension, int batch) {
        return ObjectiveProgram.overEmbeddings(method.method(), method.options(), data, representationDimension, batch);
    }
}
