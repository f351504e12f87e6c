package org.disentangle.core.view;

import java.util.List;
import org.disentangle.core.Check;

/**
 * How many views of a group a step sees and which augmentation parameters they share.
 *
 * @param views at least 1; view v shows row {@code v mod rows} of the group
 * @param pairTypes into how many types the groups of a batch fall; a sharing may hold for one type alone
 */
public record ViewPolicy(int views, int pairTypes, List<Sharing> sharing) {
    /** Two views with independent parameters. */
    public static final ViewPolicy PAIR = new ViewPolicy(2, List.of());

    public ViewPolicy {
        Check.within("views", views, 1, 1 << 10);
        Check.within("pair types", pairTypes, 1, 1 << 10);
        sharing = List.copyOf(sharing);
        for (Sharing shared : sharing) {
            if (shared.view() >= views || shared.source() >= shared.view() || shared.source() < 0) {
                throw new IllegalArgumentException(shared + " does not name a view and an earlier one among " + views);
            }
            if (shared.pairType() < Sharing.EVERY_TYPE || shared.pairType() >= pairTypes) {
                throw new IllegalArgumentException(shared + " does not name one of " + pairTypes + " pair types");
            }
        }
    }

    /** All groups of one type. */
    public ViewPolicy(int views, List<Sharing> sharing) {
        this(views, 1, sharing);
    }

    /**
     * The type of a group: types take turns over the places of a batch, and the turn moves on with the step. Which sample stands
     * at a place is random, so every sample meets every type.
     *
     * @param place of the group in the batch, from 0
     */
    public int pairType(long step, int place) {
        return (int) ((step + place) % pairTypes);
    }

    /**
     * View {@code view} takes the parameters of an augmentation group ({@code crop}, {@code color}, ...) from an earlier view.
     *
     * @param pairType of the groups for which this holds, or {@link #EVERY_TYPE}
     */
    public record Sharing(String group, int view, int source, int pairType, Closeness closeness) {
        public static final int EVERY_TYPE = -1;

        /** Equal parameters, whatever the type of the group. */
        public Sharing(String group, int view, int source) {
            this(group, view, source, EVERY_TYPE, Closeness.EQUAL);
        }

        /** Whether it holds for a group of this type. */
        public boolean holdsFor(int type) {
            return pairType == EVERY_TYPE || pairType == type;
        }
    }

    /** How much of the source's parameters is taken. */
    public enum Closeness {
        /** The same numbers. */
        EQUAL,
        /** Drawn anew near the source's, by augmentation groups that know how; others stay independent. */
        NEAR
    }
}
