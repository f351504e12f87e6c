package org.disentangle.core.method;

import java.util.List;

/**
 * How many views of a group a step sees and which augmentation parameters they share.
 *
 * @param views at least 1; view v shows row {@code v mod rows} of the group
 */
public record ViewPolicy(int views, List<Sharing> sharing) {
    /** Two views with independent parameters. */
    public static final ViewPolicy PAIR = new ViewPolicy(2, List.of());

    public ViewPolicy {
        sharing = List.copyOf(sharing);
        for (Sharing shared : sharing) {
            if (shared.view() >= views || shared.source() >= shared.view() || shared.source() < 0) {
                throw new IllegalArgumentException(shared + " does not name a view and an earlier one among " + views);
            }
        }
    }

    /** View {@code view} takes the parameters of an augmentation group ({@code crop}, {@code color}, ...) from an earlier view. */
    public record Sharing(String group, int view, int source) {}
}
