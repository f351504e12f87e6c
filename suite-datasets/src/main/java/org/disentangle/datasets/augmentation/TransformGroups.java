package org.disentangle.datasets.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.UserError;

/**
 * Names for sets of transforms, after Eastwood et al. 2023 ({@code TRANSFORM_GROUPS} of their code): what a style group shares.
 *
 * <p>{@code color} is jitter and grey, {@code texture} blur, {@code crop} crop and zoom, {@code affine} translation, rotation and
 * flip, {@code appearance} color and texture, {@code spatial} affine and crop. Every transform is also a group of its own, save
 * that {@code crop} takes zoom with it.
 */
final class TransformGroups {
    private static final Map<String, List<String>> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("color", List.of("jitter", "grey"));
        NAMED.put("texture", List.of("blur"));
        NAMED.put("crop", List.of("crop", "zoom"));
        NAMED.put("affine", List.of("translation", "rotation", "flip"));
        NAMED.put("appearance", List.of("jitter", "grey", "blur"));
        NAMED.put("spatial", List.of("translation", "rotation", "flip", "crop", "zoom"));
    }

    private final Set<String> active;

    private TransformGroups(Set<String> active) {
        this.active = active;
    }

    /** @param columns named {@code transform/parameter} */
    static TransformGroups of(List<String> columns) {
        Set<String> active = new LinkedHashSet<>();
        columns.forEach(column -> active.add(column.substring(0, column.indexOf('/'))));
        return new TransformGroups(active);
    }

    /** Active transforms, then the named groups that hold one. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(active);
        NAMED.forEach((group, members) -> {
            if (members.stream().anyMatch(active::contains)) {
                names.add(group);
            }
        });
        return names;
    }

    /** @throws UserError if the group holds no active transform */
    List<String> transforms(String group) {
        List<String> members = new ArrayList<>(NAMED.getOrDefault(group, List.of(group)));
        members.retainAll(active);
        if (members.isEmpty()) {
            throw new UserError("The augmentation has no transform of the group '" + group + "'. It has: " + names());
        }
        return members;
    }
}
