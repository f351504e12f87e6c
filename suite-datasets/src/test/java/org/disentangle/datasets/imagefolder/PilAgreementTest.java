package org.disentangle.datasets.imagefolder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pixels against those that PIL and torchvision make of the same files; {@code scripts/golden/pictures.py} makes them again. */
class PilAgreementTest {

    private static Stream<Map.Entry<String, JsonNode>> pictures() throws IOException {
        try (InputStream in = PilAgreementTest.class.getResourceAsStream("pictures.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in)).properties().stream();
        }
    }

    @TestFactory
    Stream<DynamicTest> decoded_pixels_are_pils_to_the_bit() throws IOException {
        return pictures()
                .map(picture -> DynamicTest.dynamicTest(picture.getKey(), () -> {
                    JsonNode golden = picture.getValue();

                    Picture decoded =
                            new PictureDecoder().decode(golden.get("file").binaryValue());

                    assertThat(decoded.width()).isEqualTo(golden.get("width").intValue());
                    assertThat(decoded.height()).isEqualTo(golden.get("height").intValue());
                    assertThat(decoded.rgb()).isEqualTo(golden.get("rgb").binaryValue());
                }));
    }

    @TestFactory
    Stream<DynamicTest> middle_squares_are_torchvisions_to_the_bit() throws IOException {
        return pictures()
                .map(picture -> DynamicTest.dynamicTest(picture.getKey(), () -> {
                    JsonNode golden = picture.getValue();
                    Picture pixels = new Picture(
                            golden.get("width").intValue(),
                            golden.get("height").intValue(),
                            golden.get("rgb").binaryValue());

                    byte[] square =
                            SquareResize.square(pixels, golden.get("side").intValue());

                    assertThat(square).isEqualTo(golden.get("square").binaryValue());
                }));
    }
}
