package org.disentangle.runner.experiment;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.json.PlacedError;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/**
 * An option that is given as a list where it is no list itself stands for one trial per item; several such options span their
 * Cartesian product, the last one varying fastest. For an option that is a list, a list of lists does the same.
 */
final class Grid {
    private static final int MOST = 10_000;

    private Grid() {}

    /** @param type the record that each result will be read as */
    static List<Tree.Mapping> expand(Tree.Mapping options, Class<?> type) {
        return alternatives(options, type).stream()
                .map(Tree.Mapping.class::cast)
                .toList();
    }

    private static List<Tree> alternatives(Tree tree, @Nullable Type type) {
        if (tree instanceof Tree.Mapping mapping) {
            return product(mapping, type);
        }
        if (tree instanceof Tree.Sequence sequence && isGrid(sequence, type)) {
            if (sequence.items().isEmpty()) {
                throw new PlacedError(sequence.place(), "an empty list leaves nothing to try");
            }
            return sequence.items().stream()
                    .flatMap(item -> alternatives(item, type).stream())
                    .toList();
        }
        return List.of(tree);
    }

    private static boolean isGrid(Tree.Sequence sequence, @Nullable Type type) {
        if (type instanceof ParameterizedType) {
            return isList(type)
                    && !sequence.items().isEmpty()
                    && sequence.items().stream().allMatch(Tree.Sequence.class::isInstance);
        }
        return type != null;
    }

    private static boolean isList(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class;
    }

    private static List<Tree> product(Tree.Mapping mapping, @Nullable Type type) {
        List<Tree> results = List.of(mapping);
        for (Map.Entry<String, Tree> member : mapping.members().entrySet()) {
            List<Tree> values = alternatives(member.getValue(), component(type, member.getKey()));
            List<Tree> grown = new ArrayList<>();
            for (Tree result : results) {
                for (Tree value : values) {
                    grown.add(((Tree.Mapping) result).with(member.getKey(), value));
                }
            }
            if (grown.size() > MOST) {
                throw new PlacedError(mapping.place(), "this grid has more than " + MOST + " points");
            }
            results = grown;
        }
        return results;
    }

    /** Null for a key that is unknown here; reading the options will refuse it, or a choice's own record knows it. */
    private static @Nullable Type component(@Nullable Type type, String key) {
        if (type == AugmentationOptions.class && key.equals(TrainingReader.PRESET)) {
            return String.class;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                if (Names.key(component.getName()).equals(key)) {
                    return component.getGenericType();
                }
            }
        }
        return null;
    }
}
