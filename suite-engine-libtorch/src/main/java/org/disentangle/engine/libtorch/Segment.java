package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;

/**
 * A run of parameters that lie side by side and are updated alike.
 *
 * @param excluded whether they go without weight decay and trust ratio
 */
record Segment(int start, int length, boolean excluded, List<String> parameters) {

    /** The trained parameters in as few segments as possible. */
    static List<Segment> of(TorchVariables variables, Set<String> trained, boolean excludeBiasAndNorm) {
        List<ParameterDeclaration> ordered = variables.parameters().stream()
                .filter(parameter -> trained.contains(parameter.name()))
                .sorted(Comparator.comparingInt(
                        parameter -> variables.values().place(parameter.name()).start()))
                .toList();
        List<Segment> segments = new ArrayList<>();
        for (ParameterDeclaration parameter : ordered) {
            FlatStore.Place place = variables.values().place(parameter.name());
            boolean excluded = excludeBiasAndNorm && parameter.role() != ParameterRole.WEIGHT;
            Segment single = new Segment(place.start(), place.length(), excluded, List.of(parameter.name()));
            int last = segments.size() - 1;
            if (last >= 0 && segments.get(last).isFollowedBy(single)) {
                segments.set(last, segments.get(last).with(single));
            } else {
                segments.add(single);
            }
        }
        return segments;
    }

    private boolean isFollowedBy(Segment other) {
        return excluded == other.excluded && start + length == other.start;
    }

    private Segment with(Segment next) {
        List<String> all = new ArrayList<>(parameters);
        all.addAll(next.parameters);
        return new Segment(start, length + next.length, excluded, all);
    }
}
