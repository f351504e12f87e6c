package org.disentangle.runner.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records to plain values: components in their order under snake-case keys, constants in lower case, choices with their name first. */
public final class RecordWriter {
    private final List<Choices<?>> choices;

    public RecordWriter(List<Choices<?>> choices) {
        this.choices = List.copyOf(choices);
    }

    public Map<String, @Nullable Object> write(Record value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        choice(value).ifPresent(choice -> members.put(RecordReader.NAME, choice.name()));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            members.put(Names.key(component.getName()), plain(component(value, component)));
        }
        return members;
    }

    /** @param value null, Boolean, Number, String, an enum constant, a record, or a List or Map of such */
    public @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number || value instanceof String) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return Names.constant(constant);
        }
        if (value instanceof Record record) {
            return write(record);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put((String) key, plain(member)));
            return members;
        }
        throw new IllegalArgumentException("Options and records hold no " + value.getClass());
    }

    private Optional<? extends Choices.Choice<?>> choice(Record value) {
        for (Choices<?> kind : choices) {
            if (kind.type().isInstance(value)) {
                return Optional.of(kind.of(value));
            }
        }
        return Optional.empty();
    }

    static @Nullable Object component(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("The options record " + value.getClass() + " must be readable", e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("The accessor of " + component + " failed", e.getCause());
        }
    }
}
