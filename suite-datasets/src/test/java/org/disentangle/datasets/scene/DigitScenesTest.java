package org.disentangle.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitScenesTest {

    private static final List<String> NAMES =
            IntStream.range(0, 10).mapToObj(i -> "background " + i).toList();

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void a_scene_is_the_maximum_of_digit_and_background_inside_the_box(int side) {
        SceneGeometry geometry = new SceneGeometry(side);
        ScenePools pools = TinyPools.of(geometry, 1);
        DigitScenes scenes = scenes(Variant.DC_BC, geometry, pools, 4);
        int[] digit = {0, 7, 11, 3, 54, 20, 31, 40};
        int[] background = {5, 0, 9, 54, 12, 33, 21, 8};
        int[] place = {0, 1, 2, 3, 4, 5, 6, 7};

        ReferenceTensor rendered = render(scenes, digit, background, place);

        assertThat(rendered.shape()).isEqualTo(Shape.of(8, 3, side, side));
        for (int i = 0; i < 8; i++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < side; row++) {
                    for (int column = 0; column < side; column++) {
                        int y = row - geometry.top(place[i]);
                        int x = column - geometry.left(place[i]);
                        int expected = pools.backgrounds().pixel(background[i], channel, row, column);
                        if (y >= 0 && y < geometry.box() && x >= 0 && x < geometry.box()) {
                            expected = Math.max(expected, pools.digits().pixel(digit[i], 0, y, x));
                        }
                        assertThat(rendered.at(i, channel, row, column)).isEqualTo(expected / 255.0, within());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void labels_are_those_of_the_sources_and_the_joint_label_is_the_papers(Variant variant) {
        SceneGeometry geometry = new SceneGeometry(32);
        ScenePools pools = TinyPools.of(geometry, 2);
        DigitScenes scenes = scenes(variant, geometry, pools, 500);
        Samples samples = scenes.samples(Split.TRAIN);

        assertThat(samples.rows()).isEqualTo(1000);
        for (int row = 0; row < samples.rows(); row++) {
            int digit = samples.labels("DC")[row];
            int background = samples.labels("BC")[row];
            int place = samples.labels("DL")[row];
            assertThat(digit).isEqualTo(pools.digits().label(samples.sources().get("digit")[row]));
            assertThat(background)
                    .isEqualTo(pools.backgrounds().label(samples.sources().get("background")[row]));
            assertThat(place).isEqualTo(samples.sources().get("place")[row]).isBetween(0, 7);
            int joint =
                    switch (variant) {
                        case DC_BC -> 10 * digit + background;
                        case DC_DL -> 8 * digit + place;
                        case BC_DL -> 10 * place + background;
                    };
            assertThat(samples.jointLabels()[row / 2])
                    .isEqualTo(joint)
                    .isBetween(0, scenes.description().jointCardinality() - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_shared_factors_come_first_in_the_description(Variant variant) {
        var description = scenes(variant, new SceneGeometry(32), TinyPools.of(new SceneGeometry(32), 1), 3)
                .description();

        assertThat(description.sharedFactors())
                .containsExactlyElementsOf(
                        variant.shared().stream().map(Enum::name).toList());
        assertThat(description.factors())
                .extracting(factor -> factor.name())
                .startsWith(description.sharedFactors().toArray(String[]::new))
                .containsExactlyInAnyOrder("DC", "BC", "DL");
        assertThat(description.factor("DC").cardinality()).isEqualTo(10);
        assertThat(description.factor("BC").values()).isEqualTo(NAMES);
        assertThat(description.factor("DL").cardinality()).isEqualTo(8);
        assertThat(description.groups()).isEqualTo(Map.of(Split.TRAIN, 3, Split.TEST, 3));
        assertThat(description.sample()).isEqualTo(Shape.of(3, 32, 32));
    }

    @Test
    void the_number_of_threads_makes_no_difference() throws Exception {
        SceneGeometry geometry = new SceneGeometry(32);
        ScenePools pools = TinyPools.of(geometry, 2);
        Samples one = samplesWithThreads(1, geometry, pools);
        Samples four = samplesWithThreads(4, geometry, pools);

        assertThat(one.jointLabels()).isEqualTo(four.jointLabels());
        for (String source : one.sources().keySet()) {
            assertThat(one.sources().get(source)).isEqualTo(four.sources().get(source));
        }
    }

    private static Samples samplesWithThreads(int threads, SceneGeometry geometry, ScenePools pools) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(
                            () -> scenes(Variant.DC_DL, geometry, pools, 3000).samples(Split.TRAIN))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    private static DigitScenes scenes(Variant variant, SceneGeometry geometry, ScenePools pools, int pairs) {
        return new DigitScenes(
                DigitScenes.describe("tiny", variant, geometry, NAMES, pairs, pairs, ""),
                variant,
                geometry,
                new BySplit<>(pools, pools),
                0);
    }

    private static ReferenceTensor render(DigitScenes scenes, int[] digit, int[] background, int[] place) {
        ProgramBuilder builder = new ProgramBuilder("scene");
        Map<String, Tensor> pools = new LinkedHashMap<>();
        Map<String, Tensor> sources = new LinkedHashMap<>();
        Map<String, ReferenceTensor> inputs = new LinkedHashMap<>();
        scenes.pools(Split.TRAIN).forEach((name, pool) -> {
            pools.put(name, builder.input(name, pool.type(), pool.shape()));
            inputs.put(name, ReferenceTensor.of(pool));
        });
        Map.of("digit", digit, "background", background, "place", place).forEach((name, column) -> {
            sources.put(name, builder.input(name, ElementType.INT64, Shape.of(column.length)));
            inputs.put(name, ReferenceTensor.of(HostTensor.indices(Arrays.copyOf(column, column.length))));
        });
        builder.output("scene", scenes.scene(pools, sources));
        return ReferenceInterpreter.run(builder.build(), inputs).output("scene");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
