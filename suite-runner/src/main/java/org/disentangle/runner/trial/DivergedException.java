package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.method.ObjectiveGraph;

/** The loss or a gradient stopped being finite. */
final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> details;

    DivergedException(String message, Map<String, String> details) {
        super(message);
        this.details = Map.copyOf(details);
    }

    /**
     * Of scalars of a step, at least one of which is not finite.
     *
     * @param scalars the loss and its terms
     * @param lastFiniteLoss of an earlier step, or not-a-number
     */
    static DivergedException atStep(long step, Map<String, Double> scalars, double lastFiniteLoss) {
        Map<String, String> details = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        List<String> finite = new ArrayList<>();
        scalars.forEach((name, value) -> {
            details.put(name, Double.toString(value));
            if (Double.isFinite(value)) {
                finite.add(name + " was " + value.floatValue());
            } else {
                broken.add(name);
            }
        });
        details.put("last_finite_loss", Double.toString(lastFiniteLoss));
        String first = broken.contains(ObjectiveGraph.LOSS) ? ObjectiveGraph.LOSS : broken.get(0);
        broken.remove(first);
        String message = "'" + first + "' was " + scalars.get(first) + " at step " + step
                + (broken.isEmpty() ? "" : "; not finite: " + String.join(", ", broken))
                + (finite.isEmpty() ? "" : "; " + String.join(", ", finite))
                + (step == 0
                        ? ". Nothing has been learned at step 0: the objective itself is at fault, not the learning rate."
                        : ". A lower learning rate or lambda may help.");
        return new DivergedException(message, details);
    }

    Map<String, String> details() {
        return details;
    }
}
