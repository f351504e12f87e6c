package org.disentangle.runner.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Trees to records. A key that the record does not have is refused with the nearest one; a key that is left out keeps the
 * default; every refusal names the place.
 */
public final class RecordReader {
    /** The key that says which of several a mapping is. */
    public static final String NAME = "name";

    private final List<Choices<?>> choices;

    public RecordReader(List<Choices<?>> choices) {
        this.choices = List.copyOf(choices);
    }

    /** Reads what the user said over what holds otherwise. */
    public <R extends Record> R over(R defaults, Tree tree) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) defaults.getClass();
        return type.cast(record(type, tree, defaults));
    }

    /** Reads a record of which every component must be given; those marked nullable may be null. */
    public <R extends Record> R whole(Class<R> type, Tree tree) {
        return type.cast(record(type, tree, null));
    }

    public <E extends Enum<E>> E constant(String key, Class<E> type, Tree tree) {
        if (tree instanceof Tree.Scalar scalar) {
            return type.cast(ScalarReader.read(key, type, scalar));
        }
        throw ScalarReader.wrong(key, tree, ScalarReader.expected(type));
    }

    /** The keys of a record type. */
    public static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> Names.key(component.getName()))
                .toList();
    }

    /** Refuses keys that are not known. */
    public static void expectKeys(Tree.Mapping mapping, List<String> known, String of) {
        for (String key : mapping.members().keySet()) {
            if (!known.contains(key)) {
                String nearest = NearestName.of(key, known)
                        .map(near -> " Did you mean '" + near + "'?")
                        .orElse("");
                String all = known.isEmpty() ? " It has no keys." : " Known: " + String.join(", ", known) + ".";
                throw new PlacedError(mapping.key(key), "unknown key '" + key + "' in " + of + "." + all + nearest);
            }
        }
    }

    private Object record(Class<?> type, Tree tree, @Nullable Record defaults) {
        Tree.Mapping mapping = tree.asMapping(describe(type));
        RecordComponent[] components = type.getRecordComponents();
        expectKeys(mapping, keys(type), describe(type));
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String key = Names.key(component.getName());
            Tree member = mapping.get(key);
            Object fallback = defaults == null ? null : RecordWriter.component(defaults, component);
            types[i] = component.getType();
            if (member != null) {
                values[i] = value(key, component.getGenericType(), nullable(component), member, fallback);
            } else if (defaults == null) {
                throw new PlacedError(mapping.place(), "the key '" + key + "' is missing");
            } else {
                values[i] = fallback;
            }
        }
        return make(type, types, values, mapping);
    }

    private static Object make(Class<?> type, Class<?>[] types, Object[] values, Tree.Mapping mapping) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UserError error) {
                throw new PlacedError(placeOf(error, mapping), error.getMessage(), error);
            }
            if (e.getCause() instanceof RuntimeException error) {
                throw new PlacedError(mapping.place(), describe(type) + " is refused: " + error.getMessage(), error);
            }
            throw new IllegalStateException("Could not make " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The record " + type + " cannot be made", e);
        }
    }

    /** Checks name their key first, in quotes; where that key was given, its value is the place. */
    private static Place placeOf(UserError error, Tree.Mapping mapping) {
        String message = String.valueOf(error.getMessage());
        if (message.startsWith("'")) {
            Tree member = mapping.get(message.substring(1, Math.max(1, message.indexOf('\'', 1))));
            if (member != null) {
                return member.place();
            }
        }
        return mapping.place();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private @Nullable Object value(String key, Type type, boolean nullable, Tree tree, @Nullable Object fallback) {
        if (tree instanceof Tree.Scalar scalar && scalar.value() == null) {
            if (nullable || type == Object.class) {
                return null;
            }
            throw ScalarReader.wrong(key, tree, ScalarReader.expected(type));
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class
                    ? list(key, arguments[0], tree)
                    : map(key, arguments[1], tree);
        }
        Class<?> plain = (Class<?>) type;
        for (Choices<?> kind : choices) {
            if (kind.type() == plain) {
                return choice(kind, tree, fallback);
            }
        }
        if (plain.isRecord()) {
            return record(plain, tree, fallback == null ? defaults(plain) : (Record) fallback);
        }
        if (plain == Object.class) {
            return tree.plain();
        }
        if (tree instanceof Tree.Scalar scalar) {
            return ScalarReader.read(key, plain, scalar);
        }
        throw ScalarReader.wrong(key, tree, ScalarReader.expected(type));
    }

    private List<@Nullable Object> list(String key, Type item, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            throw ScalarReader.wrong(key, tree, "a list");
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (Tree element : sequence.items()) {
            items.add(value(key, item, false, element, null));
        }
        return items;
    }

    private Map<String, @Nullable Object> map(String key, Type member, Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            throw ScalarReader.wrong(key, tree, "a mapping");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        mapping.members().forEach((name, value) -> members.put(name, value(name, member, false, value, null)));
        return members;
    }

    private <T> Object choice(Choices<T> kind, Tree tree, @Nullable Object fallback) {
        String what = Names.key(kind.type().getSimpleName());
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof String name) {
            return byName(kind, name, scalar.place()).defaults();
        }
        Tree.Mapping mapping = tree.asMapping("'" + what + "'");
        Tree name = mapping.get(NAME);
        Object defaults;
        if (name instanceof Tree.Scalar scalar && scalar.value() instanceof String text) {
            Object chosen = byName(kind, text, scalar.place()).defaults();
            defaults = fallback != null && fallback.getClass() == chosen.getClass() ? fallback : chosen;
        } else if (name == null && fallback != null) {
            defaults = fallback;
        } else {
            throw new PlacedError(
                    mapping.place(),
                    "'" + what + "' needs a 'name': "
                            + String.join(
                                    ", ",
                                    kind.all().stream()
                                            .map(Choices.Choice::name)
                                            .toList()));
        }
        return record(defaults.getClass(), mapping.without(List.of(NAME)), (Record) defaults);
    }

    private static <T> Choices.Choice<T> byName(Choices<T> kind, String name, Place place) {
        try {
            return kind.registry().get(name);
        } catch (UserError e) {
            throw new PlacedError(place, e.getMessage(), e);
        }
    }

    /** A record type's own defaults, for a place where none come from outside. */
    private static @Nullable Record defaults(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getName().equals("DEFAULT") && field.getType() == type)
                .map(field -> {
                    try {
                        return (Record) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalArgumentException(field + " must be readable", e);
                    }
                })
                .findFirst()
                .orElse(null);
    }

    private static String describe(Class<?> type) {
        String name = Names.key(type.getSimpleName()).replace('_', ' ');
        return name.endsWith(" options") ? "the " + name.replace(" options", "") + " options" : "the " + name;
    }
}
