package org.disentangle.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.FlatLayout;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Shape;

/**
 * Many FLOAT32 tensors in one block of memory: one call clears, scales or updates them all. Tensors of four axes lie there
 * channels-last, as convolutions want their weights.
 */
final class FlatStore implements AutoCloseable {
    private final FlatLayout layout;
    private final Tensor flat;
    private final Map<String, Tensor> views = new LinkedHashMap<>();

    FlatStore(FlatLayout layout, Device device) {
        this.layout = layout;
        flat = HostTransfer.empty(Shape.of(layout.length()), ElementType.FLOAT32, device);
        flat.zero_();
        layout.names().forEach(name -> views.put(name, view(flat, layout.place(name))));
    }

    /** Another store of the same layout, all zero. */
    FlatStore sameLayout(Device device) {
        return new FlatStore(layout, device);
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

    FlatLayout layout() {
        return layout;
    }

    private static Tensor view(Tensor flat, FlatLayout.Place place) {
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
