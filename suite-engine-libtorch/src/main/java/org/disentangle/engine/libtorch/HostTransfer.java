package org.disentangle.engine.libtorch;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** Copies between Java arrays and native tensors. */
final class HostTransfer {
    private HostTransfer() {}

    static ScalarType scalarType(ElementType type) {
        return switch (type) {
            case FLOAT32 -> ScalarType.Float;
            case INT64 -> ScalarType.Long;
            case UINT8 -> ScalarType.Byte;
        };
    }

    static long[] sizes(Shape shape) {
        return shape.sizes().stream().mapToLong(Integer::longValue).toArray();
    }

    /** A new tensor, filled with nothing in particular; the caller owns it. */
    static Tensor empty(Shape shape, ElementType type, Device device) {
        try (PointerScope scope = new PointerScope()) {
            TensorOptions options = new TensorOptions(scalarType(type)).device(new DeviceOptional(device));
            return Owned.keep(torch.empty(sizes(shape), options, new MemoryFormatOptional()));
        }
    }

    /** A copy on the device; the caller owns it. */
    static Tensor toDevice(HostTensor host, Device device) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = torch.empty(
                    sizes(host.shape()), new TensorOptions(scalarType(host.type())), new MemoryFormatOptional());
            write(host, tensor.data_ptr());
            Tensor placed = device.is_cpu() ? tensor : tensor.to(device, scalarType(host.type()));
            return Owned.keep(placed);
        }
    }

    /** The numbers in row-major order, whatever the tensor's strides and device; FLOAT32 also from lower precision. */
    static HostTensor toHost(Tensor tensor, Shape shape, ElementType type) {
        try (PointerScope scope = new PointerScope()) {
            Tensor dense =
                    tensor.detach().to(new Device("cpu"), scalarType(type)).contiguous();
            return read(dense.data_ptr(), shape, type);
        }
    }

    private static void write(HostTensor host, Pointer target) {
        switch (host.type()) {
            case FLOAT32 -> new FloatPointer(target).put(host.floats());
            case INT64 -> new LongPointer(target).put(host.longs());
            case UINT8 -> new BytePointer(target).put(host.bytes());
        }
    }

    private static HostTensor read(Pointer source, Shape shape, ElementType type) {
        int length = shape.elements();
        switch (type) {
            case FLOAT32 -> {
                float[] values = new float[length];
                new FloatPointer(source).get(values);
                return HostTensor.of(shape, values);
            }
            case INT64 -> {
                long[] values = new long[length];
                new LongPointer(source).get(values);
                return HostTensor.of(shape, values);
            }
            case UINT8 -> {
                byte[] values = new byte[length];
                new BytePointer(source).get(values);
                return HostTensor.of(shape, values);
            }
        }
        throw new IllegalStateException("No such type: " + type);
    }
}
