package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.data.Samples;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.Augmentation;

/**
 * Numbers to views: the program that renders a data set's scenes and augments them.
 *
 * <p>Inputs: the pools, whole; per row, the sources (INT64), what row sources fetch (UINT8) and the augmentation's columns
 * (FLOAT32). One output, {@link #VIEWS}.
 *
 * @param sources names of the source columns
 * @param fetched shapes of the fetched rows, by input name
 */
public record ViewProgram(
        Map<String, HostTensor> pools, List<String> sources, Map<String, Shape> fetched, Augmentation augmentation) {
    /** The output, {@code [rows, c, h, w]} with values 0..1, or {@code [rows, d]}. */
    public static final String VIEWS = "views";

    public ViewProgram(Map<String, HostTensor> pools, Samples samples, Augmentation augmentation) {
        this(pools, samples, Map.of(), augmentation);
    }

    public ViewProgram(
            Map<String, HostTensor> pools, Samples samples, Map<String, RowSource> rows, Augmentation augmentation) {
        this(pools, List.copyOf(samples.sources().keySet()), shapes(rows), augmentation);
    }

    private static Map<String, Shape> shapes(Map<String, RowSource> rows) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        rows.forEach((name, source) -> shapes.put(name, source.row()));
        return shapes;
    }

    /** The inputs that have one entry per row. */
    public List<String> rowInputs() {
        List<String> names = new ArrayList<>(sources);
        names.addAll(fetched.keySet());
        names.addAll(augmentation.columns());
        return names;
    }

    public Program build(int rows) {
        ProgramBuilder builder = new ProgramBuilder("views");
        Map<String, Tensor> poolInputs = new LinkedHashMap<>();
        pools.forEach((name, pool) -> poolInputs.put(name, builder.input(name, pool.type(), pool.shape())));
        Map<String, Tensor> sourceInputs = new LinkedHashMap<>();
        for (String source : sources) {
            sourceInputs.put(source, builder.input(source, DataSet.SOURCE_TYPE, Shape.of(rows)));
        }
        fetched.forEach((name, row) -> sourceInputs.put(name, builder.input(name, ElementType.UINT8, row.rows(rows))));
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String column : augmentation.columns()) {
            parameters.put(column, builder.input(column, ElementType.FLOAT32, Shape.of(rows)));
        }
        builder.output(VIEWS, builder.within("views", () -> augmentation.render(poolInputs, sourceInputs, parameters)));
        return builder.build();
    }
}
