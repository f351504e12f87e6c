package org.disentangle.runner.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON or YAML value that knows where it was read. */
public sealed interface Tree {

    Place place();

    /** The value alone: null, Boolean, Long, Double, String, List, Map. */
    @Nullable
    Object plain();

    /** What it is, for messages. */
    String kind();

    /** @param what names the value in the refusal */
    default String asText(String what) {
        if (this instanceof Scalar scalar && scalar.value() instanceof String text) {
            return text;
        }
        throw new PlacedError(place(), what + " is " + kind() + "; allowed is a text");
    }

    default long asWhole(String what) {
        if (this instanceof Scalar scalar && scalar.value() instanceof Long number) {
            return number;
        }
        throw new PlacedError(place(), what + " is " + kind() + "; allowed is a whole number");
    }

    default List<Tree> asList(String what) {
        if (this instanceof Sequence sequence) {
            return sequence.items();
        }
        throw new PlacedError(place(), what + " is " + kind() + "; allowed is a list");
    }

    default Mapping asMapping(String what) {
        if (this instanceof Mapping mapping) {
            return mapping;
        }
        throw new PlacedError(place(), what + " is " + kind() + "; allowed is a mapping with keys");
    }

    /** @param value null, Boolean, Long, Double or String; a Double may be NaN or infinite, which every reader refuses */
    record Scalar(Place place, @Nullable Object value) implements Tree {
        @Override
        public @Nullable Object plain() {
            return value;
        }

        @Override
        public String kind() {
            if (value instanceof String) {
                return "the text \"" + value + "\"";
            }
            return value == null ? "nothing (null)" : value.toString();
        }
    }

    record Sequence(Place place, List<Tree> items) implements Tree {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public List<@Nullable Object> plain() {
            List<@Nullable Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.plain()));
            return values;
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** @param keys where each key stands, for messages about the key itself */
    record Mapping(Place place, Map<String, Tree> members, Map<String, Place> keys) implements Tree {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            keys = Map.copyOf(keys);
        }

        public @Nullable Tree get(String key) {
            return members.get(key);
        }

        public Place key(String key) {
            Place place = keys.get(key);
            return place == null ? this.place.member(key) : place;
        }

        /** @throws PlacedError if the key is missing */
        public Tree require(String key) {
            Tree member = get(key);
            if (member == null) {
                throw new PlacedError(place, "the key '" + key + "' is missing");
            }
            return member;
        }

        public String text(String key) {
            return require(key).asText("'" + key + "'");
        }

        public long whole(String key) {
            return require(key).asWhole("'" + key + "'");
        }

        public Mapping mapping(String key) {
            return require(key).asMapping("'" + key + "'");
        }

        public List<Tree> list(String key) {
            return require(key).asList("'" + key + "'");
        }

        /** The same without some members. */
        public Mapping without(List<String> left) {
            Map<String, Tree> rest = new LinkedHashMap<>(members);
            left.forEach(rest::remove);
            return new Mapping(place, rest, keys);
        }

        /** The same with one member replaced or added. */
        public Mapping with(String key, Tree value) {
            Map<String, Tree> changed = new LinkedHashMap<>(members);
            changed.put(key, value);
            return new Mapping(place, changed, keys);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            members.forEach((key, value) -> values.put(key, value.plain()));
            return values;
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A tree of plain values, which has pointers but no lines. */
    static Tree of(String source, @Nullable Object value) {
        return of(Place.root(source), value);
    }

    private static Tree of(Place place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Tree> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put((String) key, of(place.member((String) key), member)));
            return new Mapping(place, members, Map.of());
        }
        if (value instanceof List<?> list) {
            List<Tree> items = new ArrayList<>();
            for (Object item : list) {
                items.add(of(place.element(items.size()), item));
            }
            return new Sequence(place, items);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return new Scalar(place, ((Number) value).longValue());
        }
        if (value instanceof Float number) {
            return new Scalar(place, number.doubleValue());
        }
        return new Scalar(place, value);
    }
}
