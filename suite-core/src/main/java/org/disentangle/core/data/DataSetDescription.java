package org.disentangle.core.data;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.Shape;

/**
 * What a data set is, for checks before work starts and for records.
 *
 * @param sample the shape of one rendered sample, {@code [c, h, w]} or {@code [d]}
 * @param factors in board order: {@code factors.get(0)} and {@code factors.get(1)} are the two that the variant's groups share
 *     where there are such; the others follow
 * @param continuousFactors in board order; what regressions predict
 * @param sharedFactors names of the factors that all rows of a group share
 * @param groups number of groups per split; a split is missing where the number is not known before the data are read
 * @param jointCardinality number of joint labels, 0 if there are none
 * @param digest SHA-256 in hex of everything the samples come from: file contents and generator version
 */
public record DataSetDescription(
        String name,
        Shape sample,
        List<Factor> factors,
        List<ContinuousFactor> continuousFactors,
        List<String> sharedFactors,
        Map<Split, Integer> groups,
        int rowsPerGroup,
        int jointCardinality,
        String digest) {
    public DataSetDescription {
        continuousFactors = List.copyOf(continuousFactors);
        factors = List.copyOf(factors);
        sharedFactors = List.copyOf(sharedFactors);
        groups = Collections.unmodifiableMap(groups.isEmpty() ? Map.of() : new EnumMap<>(groups));
    }

    /** Without continuous factors. */
    public DataSetDescription(
            String name,
            Shape sample,
            List<Factor> factors,
            List<String> sharedFactors,
            Map<Split, Integer> groups,
            int rowsPerGroup,
            int jointCardinality,
            String digest) {
        this(name, sample, factors, List.of(), sharedFactors, groups, rowsPerGroup, jointCardinality, digest);
    }

    public Factor factor(String name) {
        return factors.stream()
                .filter(factor -> factor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No factor '" + name + "' in " + this.name));
    }
}
