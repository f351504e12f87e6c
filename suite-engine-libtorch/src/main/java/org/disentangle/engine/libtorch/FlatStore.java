package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Shape;

/**
 * Many FLOAT32 tensors in one block of memory: one call clears, scales or updates them all. Tensors of four axes lie there
 * channels-last, as convolutions want their weights.
 */
final class FlatStore implements AutoCloseable {
    /** Floats in a cache line; every tensor starts on one. */
    private static final int ALIGNMENT = 16;

    private final Map<String, Place> places;
    private final Tensor flat;
    private final Map<String, Tensor> views = new LinkedHashMap<>();

    /** @param length floats taken, padding included; padding stays 0 */
    record Place(Shape shape, int start, int length) {
        int end() {
            return start + length;
        }
    }

    private FlatStore(Map<String, Place> places, Device device) {
        this.places = places;
        int length = places.values().stream().mapToInt(Place::end).max().orElse(ALIGNMENT);
        flat = HostTransfer.empty(Shape.of(length), ElementType.FLOAT32, device);
        flat.zero_();
        places.forEach((name, place) -> views.put(name, view(flat, place)));
    }

    /** @param shapes by name, in the order in which they shall lie */
    static FlatStore of(Map<String, Shape> shapes, Device device) {
        Map<String, Place> places = new LinkedHashMap<>();
        int start = 0;
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            int elements = entry.getValue().elements();
            int length = Math.addExact(elements, Math.floorMod(-elements, ALIGNMENT));
            places.put(entry.getKey(), new Place(entry.getValue(), start, length));
            start = Math.addExact(start, length);
        }
        return new FlatStore(places, device);
    }

    /** Another store of the same layout, all zero. */
    FlatStore sameLayout(Device device) {
        return new FlatStore(places, device);
    }

    Tensor flat() {
        return flat;
    }

    /** The tensor of this name; writing to it writes to the store. */
    Tensor view(String name) {
        Tensor view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException(
                    "There is no parameter or buffer '" + name + "', only " + views.keySet());
        }
        return view;
    }

    Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(
                    "There is no parameter or buffer '" + name + "', only " + places.keySet());
        }
        return place;
    }

    List<String> names() {
        return new ArrayList<>(places.keySet());
    }

    private static Tensor view(Tensor flat, Place place) {
        try (PointerScope scope = new PointerScope()) {
            Shape shape = place.shape();
            Tensor part = flat.narrow(0, place.start(), shape.elements());
            if (shape.rank() != 4) {
                return Owned.keep(part.view(HostTransfer.sizes(shape)).detach());
            }
            Tensor lying = part.view(shape.size(0), shape.size(2), shape.size(3), shape.size(1));
            return Owned.keep(lying.permute(0, 3, 1, 2).detach());
        }
    }

    @Override
    public void close() {
        views.values().forEach(Tensor::close);
        views.clear();
        flat.close();
    }
}
