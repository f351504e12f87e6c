package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.Step;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class OrthoPermTest extends MethodGradientContract<OrthoPermOptions> {

    @Override
    protected Method<OrthoPermOptions> method() {
        return new OrthoPerm();
    }

    @Override
    protected List<OrthoPermOptions> settings() {
        return List.of(
                OrthoPermOptions.DEFAULT,
                options(LabelUse.JOINT_EXCLUDE, Partners.ALL, OrthoPermOptions.Redraw.ONCE, 3),
                options(LabelUse.PAIR_ONLY, Partners.SELF_AND_POSITIVE, OrthoPermOptions.Redraw.ONCE, 4));
    }

    @Test
    void the_identity_is_ortho_without_permutation() {
        Batch batch = Batch.twice(row(1, 2, 3, -1, 0, 4), row(2, 0, 1, 1, 5, 6)).permutation(0, 1, 2);
        OrthoOptions plain =
                new OrthoOptions(LabelUse.PAIR_ONLY, 0.5, 1, Partners.SELF_AND_POSITIVE, 3, List.of(0), true);
        assertThat(regularizer(batch)).isCloseTo(batch.value(new Ortho(), plain, "regularizer"), within(1e-12));
    }

    @Test
    void a_permutation_changes_what_identical_halves_give() {
        Batch batch = Batch.twice(row(1, 0, 0, 1, 0, 0), row(0, 1, 0, 0, 1, 0));
        assertThat(regularizer(batch.permutation(0, 1, 2))).isCloseTo(1, within(1e-9));
        assertThat(regularizer(batch.permutation(1, 2, 0))).isZero();
        assertThat(regularizer(batch.permutation(0, 2, 1))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void disjoint_supports_are_no_way_out() {
        Batch batch = Batch.twice(row(1, 0, 0, 1), row(-1, 0, 0, 1)).permutation(1, 0);
        OrthoPermOptions options =
                options(LabelUse.PAIR_ONLY, Partners.SELF_AND_POSITIVE, OrthoPermOptions.Redraw.PER_STEP, 2);
        assertThat(batch.value(method(), options, "regularizer")).isCloseTo(1, within(1e-9));
    }

    @Test
    void infomax_does_not_see_the_permutation() {
        Batch batch = Batch.twice(row(1, 2, 3, -1, 0, 4), row(2, 0, 1, 1, 5, 6));
        double before = batch.permutation(0, 1, 2).value(method(), small(), "infomax");
        assertThat(batch.permutation(2, 0, 1).value(method(), small(), "infomax"))
                .isCloseTo(before, within(1e-12));
    }

    @Test
    void the_permutation_is_drawn_per_step_or_once() {
        SeedStreams streams = new SeedStreams(4);
        MethodRun perStep = method().begin(OrthoPermOptions.DEFAULT);
        assertThat(permutation(perStep, 0, streams)).isNotEqualTo(permutation(perStep, 1, streams));

        MethodRun once = method().begin(new OrthoPermOptions(
                LabelUse.PAIR_ONLY,
                0.1,
                0.1,
                Partners.SELF_AND_POSITIVE,
                OrthoPermOptions.Redraw.ONCE,
                8,
                List.of(0),
                true));
        assertThat(permutation(once, 0, streams)).isEqualTo(permutation(once, 999, streams));
        assertThat(permutation(once, 0, streams)).isNotEqualTo(permutation(once, 0, new SeedStreams(5)));
    }

    private static long[] permutation(MethodRun run, long step, SeedStreams streams) {
        long[] order = run.stepInputs(new Step(step, 1000, new int[0], streams))
                .get("permutation")
                .longs();
        assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        return order;
    }

    private double regularizer(Batch batch) {
        return batch.value(method(), small(), "regularizer");
    }

    private static OrthoPermOptions small() {
        return options(LabelUse.PAIR_ONLY, Partners.SELF_AND_POSITIVE, OrthoPermOptions.Redraw.PER_STEP, 3);
    }

    private static OrthoPermOptions options(
            LabelUse labels, Partners partners, OrthoPermOptions.Redraw redraw, int embedding) {
        return new OrthoPermOptions(labels, 0.5, 1, partners, redraw, embedding, List.of(0), true);
    }
}
