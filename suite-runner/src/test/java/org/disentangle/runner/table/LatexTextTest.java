package org.disentangle.runner.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTextTest {
    @ParameterizedTest
    @CsvSource({
        "50 % & more, 50 \\% \\& more",
        "a_b#c$d, a\\_b\\#c\\$d",
        "\\input{x}, \\textbackslash{}input\\{x\\}",
        "~^<>|, \\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{}",
        "a-b---, a-b-{}-{}-",
        "81.0 ± 14.1, 81.0 $\\pm$ 14.1",
        "−5.0, $-$5.0",
        "größer λ, größer λ"
    })
    void what_is_special_prints_as_it_is(String text, String escaped) {
        assertThat(LatexText.escaped(text)).isEqualTo(escaped);
    }

    @Test
    void nothing_leaves_its_line_or_is_taken_for_the_option_of_the_line_before() {
        assertThat(LatexText.escaped("[5cm] *")).isEqualTo("{[}5cm{]} {*}");
        assertThat(LatexText.escaped("a\nb\r\u0000c\u2028d\ud800")).isEqualTo("a b  c d ");
    }
}
