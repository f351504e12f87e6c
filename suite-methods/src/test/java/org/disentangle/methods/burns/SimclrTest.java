package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Method;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class SimclrTest extends MethodGradientContract<SimclrOptions> {

    @Override
    protected Method<SimclrOptions> method() {
        return new Simclr();
    }

    @Override
    protected List<SimclrOptions> settings() {
        return List.of(
                SimclrOptions.DEFAULT,
                options(LabelUse.JOINT_SUPCON, 0.2, 4, true),
                options(LabelUse.JOINT_EXCLUDE, 1, 6, true),
                options(LabelUse.PAIR_ONLY, 2, 6, false));
    }

    @Test
    void two_orthogonal_pairs_cost_what_the_formula_says() {
        double loss = Batch.twice(row(3, 0), row(0, 0.5)).value(method(), plain(0.5), "loss");
        assertThat(loss).isCloseTo(Math.log(Math.exp(2) + 2) - 2, within(1e-9));
    }

    @Test
    void identical_rows_cost_the_logarithm_of_the_number_of_others() {
        double loss = Batch.twice(row(1, 1), row(1, 1), row(1, 1)).value(method(), plain(0.1), "loss");
        assertThat(loss).isCloseTo(Math.log(5), within(1e-9));
    }

    /** Views at right angles to their own pair and equal to the other pair's: the worst case. */
    @Test
    void confused_pairs_cost_more_than_identical_rows() {
        double loss = Batch.of(row(1, 0), row(0, 1), row(0, 1), row(1, 0)).value(method(), plain(1), "loss");
        assertThat(loss).isCloseTo(Math.log(Math.exp(1) + 2), within(1e-9));
    }

    @Test
    void rows_are_not_scaled_where_normalisation_is_off() {
        SimclrOptions raw = options(LabelUse.PAIR_ONLY, 1, 2, false);
        double loss = Batch.twice(row(3, 0), row(0, 2)).value(method(), raw, "loss");
        double first = Math.log(Math.exp(9) + 2) - 9;
        double second = Math.log(Math.exp(4) + 2) - 4;
        assertThat(loss).isCloseTo((first + second) / 2, within(1e-9));
    }

    @Test
    void supcon_with_every_label_once_is_simclr() {
        Batch batch = Batch.of(
                        row(1, 0.2, -0.3, 0.5),
                        row(-0.4, 1, 0.1, 0),
                        row(0.3, 0.3, 0.9, -1),
                        row(0.8, 0.1, 0, 0.4),
                        row(-0.5, 0.7, 0.2, 0.1),
                        row(0, 0.5, 1, -0.7))
                .labels("labels/joint", 4, 2, 5);
        double pairs = batch.value(method(), options(LabelUse.PAIR_ONLY, 0.1, 4, true), "loss");
        assertThat(batch.value(method(), options(LabelUse.JOINT_SUPCON, 0.1, 4, true), "loss"))
                .isCloseTo(pairs, within(1e-9));
        assertThat(batch.value(method(), options(LabelUse.JOINT_EXCLUDE, 0.1, 4, true), "loss"))
                .isCloseTo(pairs, within(1e-9));
    }

    /** Groups 0 and 1 have one label: each of their rows has three positives at similarity 1, 0 and 0 and two negatives at 0. */
    @Test
    void supcon_averages_over_the_positives_outside_the_logarithm() {
        Batch batch =
                Batch.twice(row(1, 0, 0, 0), row(0, 1, 0, 0), row(0, 0, 1, 0)).labels("labels/joint", 3, 3, 5);
        double loss = batch.value(method(), options(LabelUse.JOINT_SUPCON, 1, 4, true), "loss");
        double denominator = Math.log(Math.exp(1) + 4);
        assertThat(loss).isCloseTo((2 * (denominator - 1 / 3.0) + (denominator - 1)) / 3, within(1e-9));
    }

    /** Rows of groups 0 and 1 see their positive and two negatives, rows of group 2 their positive and four. */
    @Test
    void exclusion_removes_rows_of_the_same_label_from_the_denominator() {
        Batch batch =
                Batch.twice(row(1, 0, 0, 0), row(0, 1, 0, 0), row(0, 0, 1, 0)).labels("labels/joint", 3, 3, 5);
        double loss = batch.value(method(), options(LabelUse.JOINT_EXCLUDE, 1, 4, true), "loss");
        double expected = (2 * (Math.log(Math.exp(1) + 2) - 1) + Math.log(Math.exp(1) + 4) - 1) / 3;
        assertThat(loss).isCloseTo(expected, within(1e-9));
    }

    @Test
    void where_every_row_has_one_label_exclusion_leaves_nothing_to_learn() {
        Batch batch = Batch.of(row(1, 0), row(0, 1), row(0.6, 0.8), row(1, 1)).labels("labels/joint", 7, 7);
        assertThat(batch.value(method(), options(LabelUse.JOINT_EXCLUDE, 0.1, 2, true), "loss"))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void plain_simclr_is_never_shown_a_label() {
        Map<String, ReferenceTensor> outputs = Batch.twice(row(1, 0), row(0, 1)).outputs(method(), plain(0.1));
        assertThat(outputs.keySet()).containsExactly("loss", "infomax");
    }

    @Test
    void one_head_reads_the_whole_r_and_the_blocks_are_halves() {
        Architecture architecture = method().architecture(SimclrOptions.DEFAULT, 128);
        assertThat(architecture.heads()).hasSize(1);
        assertThat(architecture.heads().get(0).length()).isEqualTo(128);
        assertThat(architecture.heads().get(0).layers().hidden()).containsExactly(128);
        assertThat(architecture.representationBlocks())
                .containsExactly(new Block("r0", 0, 64), new Block("r1", 64, 64));
        assertThat(architecture.embeddingBlocks()).containsExactly(new Block("z0", 0, 8), new Block("z1", 8, 8));
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> options(LabelUse.PAIR_ONLY, 0, 4, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'temperature' is 0.0");
        assertThatThrownBy(() -> options(LabelUse.PAIR_ONLY, 0.1, 5, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'embedding' is 5")
                .hasMessageContaining("even");
        assertThatThrownBy(() -> new SimclrOptions(LabelUse.PAIR_ONLY, 0.1, 4, List.of(-1), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'hidden'");
        assertThatThrownBy(() -> method().architecture(SimclrOptions.DEFAULT, 33))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("33");
    }

    private static SimclrOptions plain(double temperature) {
        return options(LabelUse.PAIR_ONLY, temperature, 2, true);
    }

    private static SimclrOptions options(LabelUse labels, double temperature, int embedding, boolean normalize) {
        return new SimclrOptions(labels, temperature, embedding, List.of(0), normalize);
    }
}
