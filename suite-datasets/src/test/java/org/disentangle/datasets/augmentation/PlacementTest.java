package org.disentangle.datasets.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.core.view.ViewPolicy;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final int SIDE = 8;
    private static final Shape SAMPLE = Shape.of(3, SIDE, SIDE);
    private static final AugmentationOptions OPTIONS = new AugmentationOptions(
            AugmentationOptions.NONE.crop(),
            0,
            new AugmentationOptions.Placement(2, 0.25, 90, 1),
            AugmentationOptions.NONE.jitter(),
            0,
            AugmentationOptions.NONE.blur());

    /** The first channel of a picture placed by these parameters. */
    private static double[] place(double scale, double right, double down, double cosine, double sine) {
        ProgramBuilder builder = new ProgramBuilder("test");
        ImageTransforms transforms = new ImageTransforms(OPTIONS, SAMPLE);
        Tensor images = builder.input("images", ElementType.FLOAT32, Shape.of(1, 3, SIDE, SIDE));
        Map<String, Tensor> columns = new LinkedHashMap<>();
        Map<String, Double> values = Map.of(
                "zoom/scale",
                scale,
                "translation/right",
                right,
                "translation/down",
                down,
                "rotation/cosine",
                cosine,
                "rotation/sine",
                sine);
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        for (String column : transforms.columns()) {
            columns.put(column, builder.input(column, ElementType.FLOAT32, Shape.of(1)));
            inputs.put(column, ReferenceTensor.of(Shape.of(1), values.get(column)));
        }
        inputs.put("images", ReferenceTensor.of(Shape.of(1, 3, SIDE, SIDE), picture()));
        builder.output("out", transforms.apply(images, columns));
        double[] all = ReferenceInterpreter.run(builder.build(), inputs)
                .outputs()
                .get("out")
                .values();
        return Arrays.copyOf(all, SIDE * SIDE);
    }

    private static double[] picture() {
        double[] picture = new double[3 * SIDE * SIDE];
        Arrays.setAll(picture, i -> 0.5 + 0.5 * Math.sin(i * 0.7));
        return picture;
    }

    @Test
    void nothing_moved_is_nothing_changed() {
        assertThat(place(1, 0, 0, 1, 0)).containsExactly(Arrays.copyOf(picture(), 64), within(1e-12));
    }

    @Test
    void whole_pixels_are_moved_as_they_are_and_black_comes_in() {
        double[] moved = place(1, 2, -1, 1, 0);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                boolean from = column >= 2 && row + 1 < SIDE;
                assertThat(moved[row * SIDE + column])
                        .isCloseTo(from ? picture()[(row + 1) * SIDE + column - 2] : 0, within(1e-9));
            }
        }
    }

    @Test
    void a_quarter_turn_exchanges_rows_and_columns() {
        double[] turned = place(1, 0, 0, 0, 1);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                assertThat(turned[row * SIDE + column])
                        .isCloseTo(picture()[(SIDE - 1 - column) * SIDE + row], within(1e-9));
            }
        }
    }

    @Test
    void half_the_size_keeps_a_quarter_of_the_light_and_leaves_a_black_border() {
        double[] small = place(0.5, 0, 0, 1, 0);
        // Output pixels 2 to 5 show inputs 0.5, 2.5, 4.5, 6.5: means of four neighbours.
        double expected = (picture()[0] + picture()[1] + picture()[8] + picture()[9]) / 4;
        assertThat(small[2 * SIDE + 2]).isCloseTo(expected, within(1e-9));
        assertThat(small[SIDE + 4]).isZero();
        assertThat(small[0]).isZero();
    }

    @Test
    void parameters_stay_in_their_ranges() {
        Map<String, HostTensor> drawn = new ImageTransforms(
                        AugmentationPreset.ALL.get("dsprites-medium").options(), Shape.of(3, 64, 64))
                .draw(ViewPolicy.PAIR, 1000, 0, new SeedStreams(2));
        int upright = 0;
        for (int i = 0; i < 2000; i++) {
            // 64 / (64 + 2 * 11) to 64 / 32.
            assertThat(drawn.get("zoom/scale").floats()[i]).isBetween(64 / 86f, 2f);
            assertThat(drawn.get("translation/right").floats()[i]).isBetween(-12.8f, 12.8f);
            float cosine = drawn.get("rotation/cosine").floats()[i];
            float sine = drawn.get("rotation/sine").floats()[i];
            assertThat(cosine).isBetween(0.4999f, 1f);
            assertThat(cosine * cosine + sine * sine).isCloseTo(1, within(1e-5f));
            upright += sine == 0 ? 1 : 0;
        }
        assertThat(upright / 2000.0).isBetween(0.46, 0.54);
    }
}
