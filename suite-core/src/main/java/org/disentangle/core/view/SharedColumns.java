package org.disentangle.core.view;

import java.util.Map;

/** Copies parameters from view to view as a policy says. */
public final class SharedColumns {
    private SharedColumns() {}

    /**
     * @param transform the transform whose columns these are
     * @param columns each {@code [views * batch]}, ordered by view; changed
     */
    public static void copy(
            ViewPolicy policy,
            ViewPolicy.Sharing shared,
            int batch,
            long step,
            Map<String, float[]> columns,
            String transform) {
        columns.forEach((name, values) -> {
            if (name.startsWith(transform + "/")) {
                for (int place = 0; place < batch; place++) {
                    if (shared.holdsFor(policy.pairType(step, place))) {
                        values[shared.view() * batch + place] = values[shared.source() * batch + place];
                    }
                }
            }
        });
    }
}
