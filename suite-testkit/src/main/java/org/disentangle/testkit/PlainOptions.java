package org.disentangle.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options records as what YAML can say: numbers, booleans, text, lists, and maps for nested records. */
final class PlainOptions {
    private PlainOptions() {}

    /** @throws AssertionError if the record holds something that YAML cannot say */
    static Map<String, Object> toPlain(Record options) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            plain.put(component.getName(), plain(component.getName(), read(options, component)));
        }
        return plain;
    }

    /** A copy of the record with one component replaced. */
    static <O extends Record> O with(O options, String name, Object value) {
        RecordComponent[] components = options.getClass().getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> component.getName().equals(name) ? value : read(options, component))
                .toArray();
        return create(options, arguments);
    }

    /** A record of the same type, made from plain values. */
    static <O extends Record> O fromPlain(O like, Map<String, Object> plain) {
        Object[] arguments = Arrays.stream(like.getClass().getRecordComponents())
                .map(component -> typed(component.getType(), read(like, component), plain.get(component.getName())))
                .toArray();
        return create(like, arguments);
    }

    private static Object plain(String name, @Nullable Object value) {
        if (value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof List<?> list) {
            return list.stream().map(entry -> plain(name, entry)).toList();
        } else if (value instanceof Record record) {
            return toPlain(record);
        }
        throw new AssertionError("The option '" + name + "' holds " + value + ", which YAML cannot say");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object typed(Class<?> type, Object like, @Nullable Object plain) {
        if (type.isEnum() && plain instanceof String name) {
            return Enum.valueOf((Class<Enum>) type, name.toUpperCase(Locale.ROOT));
        } else if (like instanceof Record record && plain instanceof Map<?, ?> map) {
            return fromPlain(record, (Map<String, Object>) map);
        }
        return plain;
    }

    private static Object read(Record options, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("The option '" + component.getName() + "' cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <O extends Record> O create(O like, Object[] arguments) {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return (O) like.getClass().getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(like.getClass() + " cannot be made anew; is it public?", e);
        }
    }
}
