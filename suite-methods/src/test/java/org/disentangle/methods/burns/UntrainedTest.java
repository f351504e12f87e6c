package org.disentangle.methods.burns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.disentangle.core.UserError;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class UntrainedTest extends MethodGradientContract<UntrainedOptions> {

    @Override
    protected Method<UntrainedOptions> method() {
        return new Untrained();
    }

    @Test
    void it_has_the_heads_of_sub_infomax_and_does_not_train() {
        assertThat(method().trains()).isFalse();
        assertThat(method().architecture(UntrainedOptions.DEFAULT, 64))
                .isEqualTo(new SubInfomax().architecture(SubInfomaxOptions.DEFAULT, 64));
    }

    @Test
    void asking_for_its_objective_is_answered_with_the_reason() {
        assertThatThrownBy(() -> ObjectiveProgram.overEmbeddings(
                        method(), UntrainedOptions.DEFAULT, ObjectiveHarness.DATA, 8, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'random'");
    }
}
