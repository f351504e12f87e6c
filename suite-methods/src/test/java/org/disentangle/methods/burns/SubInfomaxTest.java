package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.disentangle.methods.burns.Batch.row;

import java.util.List;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Block;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.Method;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.methods.contrastive.LabelUse;
import org.disentangle.testkit.MethodGradientContract;
import org.junit.jupiter.api.Test;

class SubInfomaxTest extends MethodGradientContract<SubInfomaxOptions> {

    @Override
    protected Method<SubInfomaxOptions> method() {
        return new SubInfomax();
    }

    @Override
    protected List<SubInfomaxOptions> settings() {
        return List.of(
                SubInfomaxOptions.DEFAULT,
                new SubInfomaxOptions(LabelUse.JOINT_EXCLUDE, 0.5, 3, List.of(), true),
                new SubInfomaxOptions(LabelUse.PAIR_ONLY, 2, 4, List.of(7, 0), false));
    }

    /** z0 keeps the pairs at right angles, z1 cannot tell any row from another. */
    @Test
    void the_loss_is_the_sum_over_the_halves_each_normalised_by_itself() {
        SubInfomaxOptions options = new SubInfomaxOptions(LabelUse.PAIR_ONLY, 0.5, 2, List.of(0), true);
        double loss = Batch.twice(row(1, 0, 50, 0), row(0, 1, 0.5, 0)).value(new SubInfomax(), options, "loss");
        assertThat(loss).isCloseTo(Math.log(Math.exp(2) + 2) - 2 + Math.log(3), within(1e-9));
    }

    @Test
    void two_heads_read_the_halves_of_r() {
        Architecture architecture = method().architecture(SubInfomaxOptions.DEFAULT, 64);
        HeadOptions layers = new HeadOptions(List.of(32), 8, false, true, false);
        assertThat(architecture.heads()).containsExactly(new Head("z0", 0, 32, layers), new Head("z1", 32, 32, layers));
        assertThat(architecture.embeddingBlocks()).containsExactly(new Block("z0", 0, 8), new Block("z1", 8, 8));
    }

    @Test
    void hidden_widths_may_be_a_list_and_0_is_the_width_of_the_input() {
        SubInfomaxOptions options = new SubInfomaxOptions(LabelUse.PAIR_ONLY, 0.1, 8, List.of(100, 0), true);
        assertThat(method().architecture(options, 64).heads().get(0).layers().hidden())
                .containsExactly(100, 32);
    }
}
