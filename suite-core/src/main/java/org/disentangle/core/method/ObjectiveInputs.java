package org.disentangle.core.method;

import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Tensor;

/**
 * What an objective is built from. Rows are ordered by view: row {@code v * batch + i} is view v of group i.
 *
 * <p>Asking for labels makes them an input of the program; a method that never asks is never shown any.
 */
public interface ObjectiveInputs {
    ProgramBuilder builder();

    int views();

    /** Groups in the batch. */
    int batch();

    /** r, {@code [views * batch, dimension]}, not normalised. */
    Tensor representation();

    /** z, {@code [views * batch, embeddingDimension]}, not normalised. */
    Tensor embedding();

    /** The columns of a block of r or z by its name. */
    Tensor block(String name);

    /** The joint label of each row, INT64 {@code [views * batch]}. */
    Tensor jointLabels();

    /** The labels of a factor, INT64 {@code [views * batch]}. */
    Tensor labels(String factor);

    /** The names of the factors that a group's rows share, in board order. */
    java.util.List<String> sharedFactors();

    /** The type of each group's views, INT64 {@code [batch]}; see {@link org.disentangle.core.view.ViewPolicy#pairType}. */
    Tensor pairTypes();

    /** A declared {@link StepInput}. */
    Tensor stepInput(String name);
}
