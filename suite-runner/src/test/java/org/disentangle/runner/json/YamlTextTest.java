package org.disentangle.runner.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "two words", "", " ", "true", "No", "null", "~", "nan", "inf", "1", "-1", "1e3", ".5", "0x1",
                "a: b", "a #b", "#a", "- a", "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "a,b", "a\nb", "a\"b", "a'b",
                "x-y_z.w/v", "Ünïcode", "a ", "=", "<<", "dc-bc"
            })
    void every_text_reads_as_itself(String text) {
        String yaml = YamlText.flow(Map.of("key", List.of(text)));

        assertThat(YamlReader.read("f", yaml).plain()).isEqualTo(Map.of("key", List.of(text)));
    }

    @Test
    void words_and_numbers_need_no_quotes() {
        assertThat(YamlText.flow(List.of("joint-supcon", 0.1, 3, true))).isEqualTo("[joint-supcon, 0.1, 3, true]");
    }

    @Test
    void every_specification_reads_as_itself() {
        Fixtures.plan().trials().forEach(trial -> assertThat(CanonicalJson.digest(
                        YamlReader.read("f", YamlText.flow(trial.spec())).plain()))
                .isEqualTo(trial.id()));
    }
}
