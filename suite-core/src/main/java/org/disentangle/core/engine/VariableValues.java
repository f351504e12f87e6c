package org.disentangle.core.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Shape;

/** What every engine's {@link Variables} check and compute alike. */
public final class VariableValues {
    private VariableValues() {}

    /** @throws IllegalArgumentException if a name is unknown, or a value of another shape or type than declared */
    public static void check(
            List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers, Map<String, HostTensor> given) {
        Map<String, Shape> known = new LinkedHashMap<>();
        parameters.forEach(parameter -> known.put(parameter.name(), parameter.shape()));
        buffers.forEach(buffer -> known.put(buffer.name(), buffer.shape()));
        given.forEach((name, value) -> {
            Shape shape = known.get(name);
            if (shape == null) {
                throw new IllegalArgumentException("The model has no parameter or buffer '" + name + "'");
            }
            if (!shape.equals(value.shape()) || value.type() != ElementType.FLOAT32) {
                throw new IllegalArgumentException(
                        "'" + name + "' is FLOAT32 " + shape + ", not " + value.type() + " " + value.shape());
            }
        });
    }

    /** The digest that {@link Variables#digest} documents. */
    public static String digest(Map<String, HostTensor> exported) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        exported.forEach((name, value) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            float[] numbers = value.floats();
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(numbers);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
