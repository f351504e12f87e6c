package org.disentangle.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Shape;

/** Where many FLOAT32 tensors lie in one block of memory, so that one call clears, scales or updates them all. */
public final class FlatLayout {
    /** Floats in a cache line; every tensor starts on one. */
    private static final int ALIGNMENT = 16;

    private final Map<String, Place> places;

    /** @param length floats taken, padding included */
    public record Place(Shape shape, int start, int length) {
        public int end() {
            return start + length;
        }
    }

    private FlatLayout(Map<String, Place> places) {
        this.places = places;
    }

    /** @param shapes by name, in the order in which they shall lie */
    public static FlatLayout of(Map<String, Shape> shapes) {
        Map<String, Place> places = new LinkedHashMap<>();
        int start = 0;
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            int elements = entry.getValue().elements();
            int length = Math.addExact(elements, Math.floorMod(-elements, ALIGNMENT));
            places.put(entry.getKey(), new Place(entry.getValue(), start, length));
            start = Math.addExact(start, length);
        }
        return new FlatLayout(places);
    }

    /** Weights first, then what optimisers may treat apart. */
    public static FlatLayout ofParameters(List<ParameterDeclaration> parameters) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (boolean weights : new boolean[] {true, false}) {
            for (ParameterDeclaration parameter : parameters) {
                if ((parameter.role() == ParameterRole.WEIGHT) == weights) {
                    shapes.put(parameter.name(), parameter.shape());
                }
            }
        }
        return of(shapes);
    }

    /** @throws IllegalArgumentException if there is no tensor of this name */
    public Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(
                    "There is no parameter or buffer '" + name + "', only " + places.keySet());
        }
        return place;
    }

    /** In the order in which they lie. */
    public List<String> names() {
        return new ArrayList<>(places.keySet());
    }

    public boolean has(String name) {
        return places.containsKey(name);
    }

    /** Floats in all, at least 1 so that there is memory to point to. */
    public int length() {
        return places.values().stream().mapToInt(Place::end).max().orElse(ALIGNMENT);
    }
}
