package org.disentangle.runner.agree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.experiment.LineNames;
import org.jspecify.annotations.Nullable;

/**
 * How far engines are apart on the first step of one method on one data set. All distances are relative to the size of what is compared.
 *
 * @param line method with settings, on a data set
 * @param seed of the trial
 * @param batch groups in the batch
 * @param engines by name, in the order in which they were named
 */
public record StepAgreement(LineNames.Line line, long seed, int batch, List<String> engines, List<Quantity> quantities)
        implements LineVerdict {
    public StepAgreement {
        engines = List.copyOf(engines);
        quantities = List.copyOf(quantities);
    }

    /** Whether all of it lies within its bounds. */
    @Override
    public boolean agrees() {
        return quantities.stream().allMatch(Quantity::agrees);
    }

    /**
     * One thing that is computed.
     *
     * @param what such as {@code views}, {@code r}, {@code loss}, {@code gradient}
     * @param numbers how many
     * @param errors by engine, against double precision; empty where that was not computed
     * @param apart the largest distance between two engines; null for one engine alone
     * @param bound of errors and distance
     * @param worst where the largest distance or error is, such as the name of a parameter; empty if there is but one place
     */
    public record Quantity(
            String what,
            int numbers,
            Map<String, Double> errors,
            @Nullable Double apart,
            double bound,
            String worst) {
        public Quantity {
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }

        /** A distance that is no number lies in no bound. */
        public boolean agrees() {
            return (apart == null || apart <= bound) && errors.values().stream().allMatch(error -> error <= bound);
        }
    }
}
