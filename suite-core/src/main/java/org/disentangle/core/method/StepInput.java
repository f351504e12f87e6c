package org.disentangle.core.method;

import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Shape;

/** A value that the objective needs anew at each step beside views and labels, such as a permutation; see {@link MethodRun}. */
public record StepInput(String name, ElementType type, Shape shape, String summary) {}
