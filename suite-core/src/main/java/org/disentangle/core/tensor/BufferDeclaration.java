package org.disentangle.core.tensor;

/** State that is not trained, such as running statistics; starts as a constant. */
public record BufferDeclaration(String name, Shape shape, float initialValue) {}
