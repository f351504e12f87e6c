package org.disentangle.runner.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @Test
    void scalars_are_those_of_yaml_1_2() {
        Tree tree = YamlReader.read("f", """
                whole: 12
                grouped: 100_000
                real: 1e-4
                point: .5
                yes: true
                word: no
                octal: 010
                time: 12:30
                quoted: "1"
                nothing:
                """);

        assertThat(tree.asMapping("it").plain())
                .containsEntry("whole", 12L)
                .containsEntry("grouped", 100_000L)
                .containsEntry("real", 1e-4)
                .containsEntry("point", 0.5)
                .containsEntry("yes", true)
                .containsEntry("word", "no")
                .containsEntry("octal", "010")
                .containsEntry("time", "12:30")
                .containsEntry("quoted", "1")
                .containsEntry("nothing", null)
                .hasSize(10);
    }

    @Test
    void every_value_knows_its_line_column_and_pointer() {
        Tree.Mapping tree =
                YamlReader.read("f.yaml", "a:\n  - b: 1\n    c/d: [x, y]\n").asMapping("it");

        Tree second = tree.list("a").get(0).asMapping("it").list("c/d").get(1);

        assertThat(second.place()).hasToString("f.yaml:3:14 (/a/0/c~1d/1)");
    }

    @Test
    void a_key_that_stands_twice_is_refused_with_the_place_of_the_second() {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "a: 1\nb:\n  c: 1\n  c: 2\n"))
                .isInstanceOf(UserError.class)
                .hasMessage("f.yaml:4:3 (/b/c): the key 'c' stands here twice");
    }

    @Test
    void anchors_and_merges_work() {
        Tree tree = YamlReader.read("f", "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: *a\n");

        assertThat(tree.plain())
                .isEqualTo(Map.of(
                        "a", Map.of("x", 1L, "y", 2L), "b", Map.of("x", 1L, "y", 3L), "c", Map.of("x", 1L, "y", 2L)));
    }

    @Test
    void aliases_that_grow_without_bound_are_refused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            text.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(alias, alias, alias, alias, alias))));
        }

        assertThatThrownBy(() -> YamlReader.read("f", text.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too large");
    }

    @Test
    void an_alias_to_its_own_parent_is_refused() {
        assertThatThrownBy(() -> YamlReader.read("f", "a: &a {b: *a}\n")).isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".nan", "NaN", ".inf", "-.inf"})
    void what_is_not_finite_is_kept_as_such_so_that_the_option_can_refuse_it(String text) {
        Object value = ((Tree.Scalar)
                        YamlReader.read("f", "[" + text + "]").asList("it").get(0))
                .value();

        assertThat((Double) value)
                .satisfies(number -> assertThat(Double.isFinite(number)).isFalse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: 99999999999999999999 | does not fit into 64 bits
                    a: 1e400                | beyond the range
                    a: 1e-400               | beyond the range
                    a: [1, 2                | not YAML
                    a: b: c                 | not YAML
                    {[x]: 1}                | a key must be a word
                    """)
    void a_text_that_cannot_be_read_is_refused_with_its_place(String text, String reason) {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", text))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("f.yaml:1:")
                .hasMessageContaining(reason);
    }

    @Test
    void an_empty_file_is_refused() {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "# nothing\n")).hasMessage("f.yaml: the file is empty");
    }
}
