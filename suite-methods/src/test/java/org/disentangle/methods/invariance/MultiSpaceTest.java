package org.disentangle.methods.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.method.Step;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.view.ViewPolicy;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class MultiSpaceTest extends MethodGradientContract<MultiSpaceOptions> {
    private static final List<String> STYLES = List.of("color", "crop");

    @Override
    protected Method<MultiSpaceOptions> method() {
        return new MultiSpace();
    }

    @Override
    protected List<MultiSpaceOptions> settings() {
        List<MultiSpaceOptions> settings = new ArrayList<>();
        settings.add(MultiSpaceOptions.DEFAULT);
        for (Form form : Form.values()) {
            settings.add(options(STYLES, Pairs.STANDARD, form, List.of(4, 2, 3), 9, 0.1));
            if (form != Form.EUCLIDEAN) {
                settings.add(options(STYLES, Pairs.EFFICIENT, form, List.of(), 9, 0));
            }
        }
        settings.add(options(List.of("color"), Pairs.EFFICIENT, Form.SIMCLR, List.of(), 5, 0));
        return settings;
    }

    private static MultiSpaceOptions options(
            List<String> styles, Pairs pairs, Form form, List<Integer> blocks, int embedding, double rate) {
        return new MultiSpaceOptions(
                styles,
                pairs,
                form,
                0.5,
                true,
                true,
                form == Form.VICREG,
                new AdaptiveWeight(1, rate, 0.1, 2, true),
                MultiSpaceOptions.ContentViews.OWN,
                false,
                25,
                1,
                embedding,
                blocks,
                List.of(),
                true);
    }

    @Test
    void blocks_tile_the_embedding_content_first() {
        List<Block> blocks = options(STYLES, Pairs.STANDARD, Form.SIMCLR, List.of(), 9, 0)
                .spaces()
                .blocks();

        assertThat(blocks)
                .containsExactly(
                        new Block("content", 0, 5), new Block("style/color", 5, 2), new Block("style/crop", 7, 2));
    }

    @Test
    void blocks_that_do_not_add_up_to_the_embedding_are_refused() {
        assertThatThrownBy(() -> options(STYLES, Pairs.STANDARD, Form.SIMCLR, List.of(4, 2, 2), 9, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'blocks' is [4, 2, 2]")
                .hasMessageContaining("9 together");
        assertThatThrownBy(() -> options(STYLES, Pairs.STANDARD, Form.SIMCLR, List.of(5, 4), 9, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("each of the 2 style groups");
        assertThatThrownBy(() -> options(List.of(), Pairs.STANDARD, Form.SIMCLR, List.of(), 9, 0))
                .hasMessageContaining("style_groups");
        assertThatThrownBy(() -> options(List.of("color", "color"), Pairs.STANDARD, Form.SIMCLR, List.of(), 9, 0))
                .hasMessageContaining("every group once");
    }

    @Test
    void distances_need_a_pair_of_every_image_for_every_space() {
        assertThatThrownBy(() -> options(STYLES, Pairs.EFFICIENT, Form.EUCLIDEAN, List.of(), 9, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'pairs' is efficient");
    }

    @Test
    void in_the_standard_form_key_m_shares_group_m_with_the_query() {
        ViewPolicy policy = new MultiSpace().views(options(STYLES, Pairs.STANDARD, Form.SIMCLR, List.of(), 9, 0));

        assertThat(policy.views()).isEqualTo(4);
        assertThat(policy.sharing())
                .containsExactly(new ViewPolicy.Sharing("color", 2, 0), new ViewPolicy.Sharing("crop", 3, 0));
    }

    @Test
    void in_the_efficient_form_a_pair_of_type_m_shares_group_m() {
        ViewPolicy policy = new MultiSpace().views(options(STYLES, Pairs.EFFICIENT, Form.SIMCLR, List.of(), 9, 0));

        assertThat(policy.views()).isEqualTo(2);
        assertThat(policy.pairTypes()).isEqualTo(3);
        assertThat(policy.sharing()).extracting(ViewPolicy.Sharing::pairType).containsExactly(1, 2);
        assertThat(policy.sharing()).extracting(ViewPolicy.Sharing::group).containsExactly("color", "crop");
    }

    @Test
    void the_type_of_a_pair_is_what_counts_not_its_place() {
        MultiSpaceOptions options = options(STYLES, Pairs.EFFICIENT, Form.SIMCLR, List.of(), 9, 0);
        Program program = ObjectiveProgram.overEmbeddings(new MultiSpace(), options, ObjectiveHarness.DATA, 12, 4);
        ReferenceTensor rows = ReferenceTensor.of(
                Shape.of(8, 9),
                IntStream.range(0, 72).mapToDouble(i -> Math.sin(i * i + 0.5)).toArray());
        Map<String, ReferenceTensor> inputs = new HashMap<>(Map.of(ObjectiveProgram.EMBEDDING, rows));
        inputs.put("pair_type", ReferenceTensor.of(Shape.of(4), 1, 0, 0, 0));
        Map<String, ReferenceTensor> outputs =
                ReferenceInterpreter.run(program, inputs).outputs();

        // The colour space sees the first pair alone: columns 5 and 6 of rows 0 and 4.
        double[] q = {Math.sin(5 * 5 + 0.5), Math.sin(6 * 6 + 0.5)};
        double[] k = {Math.sin(41 * 41 + 0.5), Math.sin(42 * 42 + 0.5)};
        double cosine = (q[0] * k[0] + q[1] * k[1]) / Math.hypot(q[0], q[1]) / Math.hypot(k[0], k[1]);
        assertThat(outputs.get("constraint_color").scalar()).isCloseTo(1 - cosine, within(1e-9));
        // No pair of the third type in this batch: nothing to pay.
        assertThat(outputs.get("constraint_crop").scalar()).isZero();
    }

    @Test
    void lambda_rises_while_the_constraint_is_above_the_tolerance_and_never_falls_below_zero() {
        MultiSpaceOptions options = options(STYLES, Pairs.EFFICIENT, Form.SIMCLR, List.of(), 9, 10);
        MethodRun run = new MultiSpace().begin(options);
        Map<String, Double> scalars =
                Map.of("constraint_content", 0.6, "constraint_color", 0.1, "constraint_crop", 0.0);

        assertThat(lambdas(run, 0)).containsExactly(1, 1, 1);
        run.finished(0, scalars);
        run.finished(1, scalars);
        assertThat(lambdas(run, 2)).as("warm-up").containsExactly(1, 1, 1);
        run.finished(2, scalars);
        assertThat(lambdas(run, 3)).containsExactly(1 + 10 * 0.5f, 1, 0);

        MethodRun resumed = new MultiSpace().begin(options);
        resumed.restore(run.state());
        assertThat(lambdas(resumed, 3)).containsExactly(lambdas(run, 3));
        assertThat(run.report().figures()).containsEntry("lambda_content", 6.0).containsEntry("lambda_crop", 0.0);
    }

    @Test
    void without_a_projector_the_spaces_are_cut_from_r() {
        MultiSpaceOptions defaults = MultiSpaceOptions.DEFAULT;
        MultiSpaceOptions options = new MultiSpaceOptions(
                STYLES,
                defaults.pairs(),
                defaults.form(),
                defaults.temperature(),
                true,
                true,
                false,
                defaults.weight(),
                defaults.contentViews(),
                false,
                25,
                1,
                12,
                List.of(6, 3, 3),
                List.of(),
                false);

        assertThat(new MultiSpace().architecture(options, 12).representationBlocks())
                .extracting(Block::name)
                .containsExactly("content", "style/color", "style/crop");
        assertThatThrownBy(() -> new MultiSpace().architecture(options, 16)).hasMessageContaining("'embedding' is 12");
    }

    private static float[] lambdas(MethodRun run, long step) {
        HostTensor lambdas = run.stepInputs(new Step(step, 1000, new int[0], new SeedStreams(0)))
                .get("lambda");
        return lambdas.floats();
    }
}
