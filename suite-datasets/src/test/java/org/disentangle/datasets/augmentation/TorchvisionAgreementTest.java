package org.disentangle.datasets.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.datasets.augmentation.AugmentationOptions.Blur;
import org.disentangle.datasets.augmentation.AugmentationOptions.Crop;
import org.disentangle.datasets.augmentation.AugmentationOptions.Jitter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each augmentation against numbers that torchvision made; {@code scripts/golden/augmentation.py} makes them again. */
class TorchvisionAgreementTest {
    private static final Shape IMAGES = Shape.of(2, 3, 12, 10);
    private static final double TOLERANCE = 2e-6;
    private static final Crop WHOLE = new Crop(1, 1, 1, 1);
    private static final Jitter NO_JITTER = new Jitter(0, 0, 0, 0, 0);
    private static final Blur NO_BLUR = new Blur(0, 5, 0.1, 2);

    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = TorchvisionAgreementTest.class.getResourceAsStream("torchvision.json")) {
            golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    @Test
    void cropping_and_resizing_equal_torchvisions() {
        AugmentationOptions options = new AugmentationOptions(new Crop(0.2, 1, 1, 1), 0, NO_JITTER, 0, NO_BLUR);

        agrees(
                "crop",
                options,
                Map.of("crop/top", box(0), "crop/left", box(1), "crop/height", box(2), "crop/width", box(3)));
    }

    @Test
    void cropping_from_a_canvas_that_is_larger_than_the_image_equals_torchvisions() {
        AugmentationOptions options = new AugmentationOptions(new Crop(0.2, 1, 1, 1), 0, NO_JITTER, 0, NO_BLUR);
        ImageTransforms fromCanvas = new ImageTransforms(options, Shape.of(3, 12, 10), Shape.of(3, 7, 6));

        agrees(
                "canvas_crop",
                fromCanvas,
                Map.of("crop/top", box(0), "crop/left", box(1), "crop/height", box(2), "crop/width", box(3)));
    }

    @Test
    void without_crops_a_flip_takes_the_middle_of_the_canvas() {
        AugmentationOptions options = new AugmentationOptions(WHOLE, 0.5, NO_JITTER, 0, NO_BLUR);
        ImageTransforms fromCanvas = new ImageTransforms(options, Shape.of(3, 12, 10), Shape.of(3, 7, 6));
        Map<String, double[]> columns = new LinkedHashMap<>();
        fromCanvas
                .draw(ViewPolicy.PAIR, 1, 0, new SeedStreams(0))
                .forEach((name, column) -> columns.put(name, pair(column.floats()[0], column.floats()[1])));
        columns.put("flip/horizontal", pair(0, 0));

        agrees("canvas_middle", fromCanvas, columns);
    }

    @Test
    void flipping_equals_torchvisions() {
        AugmentationOptions options = new AugmentationOptions(WHOLE, 0.5, NO_JITTER, 0, NO_BLUR);

        agrees(
                "flip",
                options,
                Map.of(
                        "crop/top", pair(0, 0),
                        "crop/left", pair(0, 0),
                        "crop/height", pair(12, 12),
                        "crop/width", pair(10, 10),
                        "flip/horizontal", pair(1, 1)));
    }

    @Test
    void brightness_equals_torchvisions() {
        agrees("brightness", jitter(new Jitter(1, 0.4, 0, 0, 0)), Map.of("jitter/brightness", numbers("factors")));
    }

    @Test
    void contrast_equals_torchvisions() {
        agrees("contrast", jitter(new Jitter(1, 0, 0.4, 0, 0)), Map.of("jitter/contrast", numbers("factors")));
    }

    @Test
    void saturation_equals_torchvisions() {
        agrees("saturation", jitter(new Jitter(1, 0, 0, 0.4, 0)), Map.of("jitter/saturation", numbers("factors")));
    }

    @Test
    void the_hues_shift_equals_torchvisions() {
        agrees("hue", jitter(new Jitter(1, 0, 0, 0, 0.5)), Map.of("jitter/hue", numbers("shifts")));
    }

    @Test
    void grey_equals_torchvisions() {
        AugmentationOptions options = new AugmentationOptions(WHOLE, 0, NO_JITTER, 0.2, NO_BLUR);

        agrees("grey", options, Map.of("grey/applies", pair(1, 1)));
    }

    @Test
    void blur_equals_torchvisions() {
        AugmentationOptions options = new AugmentationOptions(WHOLE, 0, NO_JITTER, 0, new Blur(1, 5, 0.1, 2));

        agrees("blur", options, Map.of("blur/sigma", numbers("sigmas")));
    }

    @Test
    void parameters_that_mean_no_change_change_nothing() {
        AugmentationOptions all = new AugmentationOptions(
                new Crop(0.2, 1, 1, 1), 0.5, new Jitter(1, 0.4, 0.4, 0.4, 0.1), 0.2, new Blur(0.5, 5, 0.1, 2));
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("crop/top", pair(0, 0));
        columns.put("crop/left", pair(0, 0));
        columns.put("crop/height", pair(12, 12));
        columns.put("crop/width", pair(10, 10));
        columns.put("flip/horizontal", pair(0, 0));
        columns.put("jitter/brightness", pair(1, 1));
        columns.put("jitter/contrast", pair(1, 1));
        columns.put("jitter/saturation", pair(1, 1));
        columns.put("jitter/hue", pair(0, 0));
        columns.put("grey/applies", pair(0, 0));
        columns.put("blur/sigma", pair(0.01, 0.01));

        agrees("images", all, columns);
    }

    private static void agrees(String expected, AugmentationOptions options, Map<String, double[]> columns) {
        agrees(expected, new ImageTransforms(options, Shape.of(3, 12, 10)), columns);
    }

    private static void agrees(String expected, ImageTransforms augmentation, Map<String, double[]> columns) {
        double[] found = apply(augmentation, columns);
        double[] wanted = numbers(expected);
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("%s at %d", expected, i).isCloseTo(wanted[i], within(TOLERANCE));
        }
    }

    private static double[] apply(ImageTransforms augmentation, Map<String, double[]> columns) {
        assertThat(columns.keySet()).containsExactlyInAnyOrderElementsOf(augmentation.columns());
        ProgramBuilder builder = new ProgramBuilder("augmentation");
        Tensor images = builder.input("images", ElementType.FLOAT32, IMAGES);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        Map<String, ReferenceTensor> values = new LinkedHashMap<>();
        values.put("images", ReferenceTensor.of(IMAGES, numbers("images")));
        columns.forEach((name, column) -> {
            inputs.put(name, builder.input(name, ElementType.FLOAT32, Shape.of(2)));
            values.put(name, ReferenceTensor.of(Shape.of(2), column));
        });
        builder.output("changed", augmentation.apply(images, inputs));
        return ReferenceInterpreter.run(builder.build(), values)
                .output("changed")
                .values();
    }

    private static AugmentationOptions jitter(Jitter jitter) {
        return new AugmentationOptions(WHOLE, 0, jitter, 0, NO_BLUR);
    }

    private static double[] box(int side) {
        return pair(
                golden.get("boxes").get(0).get(side).asDouble(),
                golden.get("boxes").get(1).get(side).asDouble());
    }

    private static double[] pair(double first, double second) {
        return new double[] {first, second};
    }

    private static double[] numbers(String name) {
        JsonNode values = golden.get(name);
        return IntStream.range(0, values.size())
                .mapToDouble(i -> values.get(i).asDouble())
                .toArray();
    }
}
