package org.disentangle.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;

/**
 * A run of parameters that lie side by side in a {@link FlatLayout} and are updated alike.
 *
 * @param excluded whether they go without weight decay and trust ratio
 */
public record ParameterSegment(int start, int length, boolean excluded, List<String> parameters) {
    public ParameterSegment {
        parameters = List.copyOf(parameters);
    }

    /** The trained parameters in as few segments as possible. */
    public static List<ParameterSegment> of(
            FlatLayout layout, List<ParameterDeclaration> parameters, Set<String> trained, boolean excludeBiasAndNorm) {
        List<ParameterDeclaration> ordered = parameters.stream()
                .filter(parameter -> trained.contains(parameter.name()))
                .sorted(Comparator.comparingInt(
                        parameter -> layout.place(parameter.name()).start()))
                .toList();
        List<ParameterSegment> segments = new ArrayList<>();
        for (ParameterDeclaration parameter : ordered) {
            FlatLayout.Place place = layout.place(parameter.name());
            boolean excluded = excludeBiasAndNorm && parameter.role() != ParameterRole.WEIGHT;
            ParameterSegment single =
                    new ParameterSegment(place.start(), place.length(), excluded, List.of(parameter.name()));
            int last = segments.size() - 1;
            if (last >= 0 && segments.get(last).isFollowedBy(single)) {
                segments.set(last, segments.get(last).with(single));
            } else {
                segments.add(single);
            }
        }
        return segments;
    }

    private boolean isFollowedBy(ParameterSegment other) {
        return excluded == other.excluded && start + length == other.start;
    }

    private ParameterSegment with(ParameterSegment next) {
        List<String> all = new ArrayList<>(parameters);
        all.addAll(next.parameters);
        return new ParameterSegment(start, length + next.length, excluded, all);
    }
}
