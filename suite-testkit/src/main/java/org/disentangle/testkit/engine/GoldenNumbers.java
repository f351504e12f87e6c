package org.disentangle.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.Shape;

/** Numbers that PyTorch made; {@code scripts/golden/engine.py} makes them again. */
final class GoldenNumbers {
    private GoldenNumbers() {}

    static JsonNode read(String file) {
        try (InputStream stream = GoldenNumbers.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    static ReferenceTensor tensor(Shape shape, JsonNode array) {
        return new ReferenceTensor(shape, numbers(array));
    }
}
