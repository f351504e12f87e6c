package org.disentangle.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Initializer;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.ParameterRole;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodersTest {

    @Test
    void the_encoders_are_found_by_name() {
        assertThat(Registry.of("encoder", Encoders.ALL).all())
                .extracting(Encoder::name)
                .containsExactly("conv", "mlp", "resnet");
    }

    /** Counts by torchvision 0.14, less the last layer: {@code scripts/golden/resnets.py}. */
    @ParameterizedTest
    @CsvSource({
        "18, SMALL, 11168832",
        "18, IMAGENET, 11176512",
        "34, SMALL, 21276992",
        "34, IMAGENET, 21284672",
        "50, SMALL, 23500352",
        "50, IMAGENET, 23508032"
    })
    void a_residual_net_has_as_many_parameters_as_torchvisions(int depth, ResnetOptions.Stem stem, long expected) {
        Program program = program(new ResnetEncoder(), new ResnetOptions(depth, stem, false), Shape.of(2, 3, 64, 64));
        long count = program.parameters().stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
        assertThat(count).isEqualTo(expected);
        assertThat(program.output("r").shape()).isEqualTo(Shape.of(2, depth == 50 ? 2048 : 512));
    }

    @Test
    void the_maps_of_a_residual_net_shrink_as_its_stem_says() {
        assertThat(lastMap(ResnetOptions.Stem.SMALL)).isEqualTo(Shape.of(2, 512, 8, 8));
        assertThat(lastMap(ResnetOptions.Stem.IMAGENET)).isEqualTo(Shape.of(2, 512, 2, 2));
    }

    @Test
    void parameter_names_tell_the_place() {
        assertThat(program(new ResnetEncoder(), ResnetOptions.DEFAULT, Shape.of(2, 3, 32, 32))
                        .parameters())
                .extracting(ParameterDeclaration::name)
                .contains(
                        "encoder/stem/conv/weight",
                        "encoder/stem/norm/scale",
                        "encoder/stage1/block0/first/conv/weight",
                        "encoder/stage2/block0/shortcut/norm/shift",
                        "encoder/stage4/block1/second/conv/weight")
                .doesNotContain("encoder/stage1/block0/shortcut/conv/weight");
        assertThat(program(new ConvEncoder(), ConvOptions.DEFAULT, Shape.of(2, 3, 32, 32))
                        .parameters())
                .extracting(ParameterDeclaration::name)
                .startsWith("encoder/layer0/conv/weight", "encoder/layer0/norm/scale", "encoder/layer0/norm/shift")
                .hasSize(14)
                .contains("encoder/output_norm/scale", "encoder/output_norm/shift");
    }

    @Test
    void zero_init_residual_zeroes_the_last_scale_of_each_block_alone() {
        for (int depth : new int[] {18, 50}) {
            Program program = program(
                    new ResnetEncoder(),
                    new ResnetOptions(depth, ResnetOptions.Stem.SMALL, true),
                    Shape.of(2, 3, 32, 32));
            String last = depth == 18 ? "/second/norm/scale" : "/third/norm/scale";
            for (ParameterDeclaration parameter : program.parameters()) {
                if (parameter.name().endsWith("norm/scale")) {
                    float expected = parameter.name().endsWith(last) ? 0 : 1;
                    assertThat(parameter.initializer()).isEqualTo(new Initializer.Constant(expected));
                }
            }
        }
    }

    @Test
    void a_convolutional_net_halves_the_map_with_each_layer() {
        ConvOptions options = new ConvOptions(List.of(8, 16, 24), ConvOptions.Pooling.MEAN, false);
        Program program = program(new ConvEncoder(), options, Shape.of(5, 3, 33, 17));
        assertThat(program.output("r").shape()).isEqualTo(Shape.of(5, 24));
        assertThat(program.nodes()).anyMatch(node -> node.shape().equals(Shape.of(5, 24, 5, 3)));
        assertThat(program.parameters()).noneMatch(parameter -> parameter.role() == ParameterRole.BIAS);
    }

    @Test
    void flattening_ends_in_a_linear_layer_of_the_last_width() {
        ConvOptions options = new ConvOptions(List.of(8, 16), ConvOptions.Pooling.FLATTEN, false);
        Program program = program(new ConvEncoder(), options, Shape.of(5, 3, 16, 16));
        assertThat(program.output("r").shape()).isEqualTo(Shape.of(5, 16));
        assertThat(program.parameters())
                .filteredOn(parameter -> parameter.name().equals("encoder/output/weight"))
                .extracting(ParameterDeclaration::shape)
                .containsExactly(Shape.of(16, 16 * 4 * 4));
    }

    @Test
    void a_perceptron_takes_rows_and_images() {
        MlpOptions options = new MlpOptions(List.of(7, 4), 0.2, true);
        assertThat(program(new MlpEncoder(), options, Shape.of(5, 3, 4, 4)).parameters())
                .extracting(ParameterDeclaration::name)
                .containsExactly(
                        "encoder/layer0/weight",
                        "encoder/layer0/norm/scale",
                        "encoder/layer0/norm/shift",
                        "encoder/output/weight",
                        "encoder/output/bias");
        Program rows = program(new MlpEncoder(), new MlpOptions(List.of(4), 0, false), Shape.of(5, 10));
        assertThat(rows.output("r").shape()).isEqualTo(Shape.of(5, 4));
        assertThat(rows.parameters()).hasSize(2);
    }

    @Test
    void images_that_are_too_small_are_refused_with_a_way_out() {
        ResnetEncoder resnet = new ResnetEncoder();
        ResnetOptions imagenet = new ResnetOptions(18, ResnetOptions.Stem.IMAGENET, false);
        assertThatThrownBy(() -> resnet.check(imagenet, Shape.of(3, 28, 32)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("28x32")
                .hasMessageContaining("at least 32x32")
                .hasMessageContaining("'stem: small'");
        assertThatThrownBy(() -> resnet.check(ResnetOptions.DEFAULT, Shape.of(3, 7, 7)))
                .hasMessageContaining("at least 8x8");
        assertThatThrownBy(() -> new ConvEncoder().check(ConvOptions.DEFAULT, Shape.of(3, 16, 15)))
                .hasMessageContaining("16x15")
                .hasMessageContaining("at least 16x16");
        resnet.check(imagenet, Shape.of(1, 32, 32));
        new ConvEncoder().check(ConvOptions.DEFAULT, Shape.of(3, 16, 16));
    }

    @Test
    void vectors_are_refused_where_images_are_needed() {
        for (Encoder<?> encoder : List.of(new ConvEncoder(), new ResnetEncoder())) {
            assertThatThrownBy(() -> checkDefaults(encoder, Shape.of(10)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("'" + encoder.name() + "'")
                    .hasMessageContaining("[10]")
                    .hasMessageContaining("'mlp'");
        }
        checkDefaults(new MlpEncoder(), Shape.of(10));
    }

    @Test
    void settings_that_make_no_sense_are_refused_by_key() {
        refused("depth", () -> new ResnetOptions(101, ResnetOptions.Stem.SMALL, false));
        refused("widths", () -> new ConvOptions(List.of(), ConvOptions.Pooling.MEAN, false));
        refused("widths", () -> new ConvOptions(List.of(32, 0), ConvOptions.Pooling.MEAN, false));
        refused("widths", () -> new MlpOptions(List.of(), 0, false));
        refused("widths", () -> new MlpOptions(List.of(-1), 0, false));
        refused("slope", () -> new MlpOptions(List.of(4), Double.NaN, false));
        refused("hidden", () -> new HeadOptions(List.of(0), 4, false, true, true));
        refused("output", () -> new HeadOptions(List.of(4), 0, false, true, true));
    }

    @Test
    void a_head_has_the_layers_its_options_say() {
        assertThat(head(new HeadOptions(List.of(512), 128, true, false, true)))
                .containsExactly(
                        "head/z/hidden0/weight[512, 10]",
                        "head/z/hidden0/norm/scale[512]",
                        "head/z/hidden0/norm/shift[512]",
                        "head/z/output/weight[128, 512]",
                        "head/z/output/bias[128]");
        assertThat(head(new HeadOptions(List.of(), 4, true, true, false)))
                .containsExactly("head/z/output/weight[4, 10]");
        assertThat(head(new HeadOptions(List.of(6, 5), 4, false, true, false)))
                .containsExactly(
                        "head/z/hidden0/weight[6, 10]",
                        "head/z/hidden0/bias[6]",
                        "head/z/hidden1/weight[5, 6]",
                        "head/z/hidden1/bias[5]",
                        "head/z/output/weight[4, 5]");
    }

    private static List<String> head(HeadOptions options) {
        ProgramBuilder builder = new ProgramBuilder("head");
        Tensor x = builder.input("x", ElementType.FLOAT32, Shape.of(3, 10));
        Tensor z = Heads.apply("z", options, x, Mode.TRAINING);
        assertThat(z.shape()).isEqualTo(Shape.of(3, options.output()));
        builder.output("z", z);
        return builder.build().parameters().stream()
                .map(parameter -> parameter.name() + parameter.shape())
                .toList();
    }

    private static Shape lastMap(ResnetOptions.Stem stem) {
        Program program = program(new ResnetEncoder(), new ResnetOptions(18, stem, false), Shape.of(2, 3, 64, 64));
        return program.nodes().stream()
                .filter(node -> node.shape().rank() == 4)
                .reduce((first, second) -> second)
                .orElseThrow()
                .shape();
    }

    private static <O extends Record> void checkDefaults(Encoder<O> encoder, Shape sample) {
        encoder.check(encoder.defaults(), sample);
    }

    private static <O extends Record> Program program(Encoder<O> encoder, O options, Shape images) {
        ProgramBuilder builder = new ProgramBuilder(encoder.name());
        Tensor x = builder.input("x", ElementType.FLOAT32, images);
        Tensor r = builder.within("encoder", () -> encoder.encode(options, x, Mode.TRAINING));
        assertThat(r.shape()).isEqualTo(Shape.of(images.size(0), encoder.dimension(options)));
        builder.output("r", r);
        return builder.build();
    }

    private static void refused(String key, Runnable make) {
        assertThatThrownBy(make::run).isInstanceOf(UserError.class).hasMessageContaining("'" + key + "'");
    }
}
