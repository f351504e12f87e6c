package org.disentangle.core.tensor;

/** A trainable tensor of a model, known by its name to every program that uses it. */
public record ParameterDeclaration(String name, Shape shape, Initializer initializer, ParameterRole role) {}
