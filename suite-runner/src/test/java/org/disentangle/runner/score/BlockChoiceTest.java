package org.disentangle.runner.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.disentangle.core.UserError;
import org.disentangle.core.method.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockChoiceTest {
    @Test
    void blocks_are_read_from_first_to_before_last_column() {
        assertThat(BlockChoice.list("z0=0:8, style/color=12:16", 16, "codes"))
                .containsExactly(new Block("z0", 0, 8), new Block("style/color", 12, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "z0=0:8,z1=7:16;'z1' and 'z0' overlap",
                "z0=0:17;beyond the codes",
                "z0=3:3;empty",
                "z0=8:3;empty",
                "z0=0:8,z0=8:16;the name 'z0' is taken",
                "codes=0:8;the name 'codes' is taken",
                "z0;is no NAME=FROM:TO",
                "z0=-1:8;is no NAME=FROM:TO",
                "z0=0:8,;is no NAME=FROM:TO",
                "z0=0:9999999999;is no NAME=FROM:TO"
            })
    void blocks_that_are_none_are_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> BlockChoice.list(text, 16, "codes"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--blocks is '" + text + "'")
                .hasMessageContaining(reason);
    }
}
