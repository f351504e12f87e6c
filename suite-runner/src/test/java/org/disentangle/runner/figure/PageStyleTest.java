package org.disentangle.runner.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageStyleTest {
    private static final String SHEET = """
            :root { --ink: #111111; --blue: #0000ff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #eeeeee; } svg .bar { stroke: none; } }
            svg path { fill: none; stroke: var(--ink); }
            svg .bar, svg .line { stroke: var(--blue); opacity: .65; }
            svg .thick { stroke: var(--ink); }
            .h0 { background: #ffffff; color: #000000; } .h1 { background: #000000; color: #ffffff; }
            """;

    @Test
    void classes_become_the_attributes_that_the_light_sheet_gives_them() {
        PageStyle style = new PageStyle(SHEET);

        assertThat(style.resolved("<path class=\"bar\" d=\"M0 0\"/><path d=\"M1 1\"/>"))
                .isEqualTo("<path fill=\"none\" stroke=\"#0000ff\" opacity=\".65\" d=\"M0 0\"/>"
                        + "<path fill=\"none\" stroke=\"#111111\" d=\"M1 1\"/>");
        assertThat(style.onShade(1)).isEqualTo("#ffffff");
    }

    @Test
    void of_two_classes_the_later_rule_wins_as_in_a_browser() {
        assertThat(new PageStyle(SHEET).resolved("<path class=\"thick bar\"/>")).contains("stroke=\"#111111\"");
    }

    @Test
    void a_class_without_a_rule_looks_like_its_element_as_in_a_browser() {
        assertThat(new PageStyle(SHEET).resolved("<path class=\"rule\"/>"))
                .isEqualTo("<path fill=\"none\" stroke=\"#111111\"/>");
    }

    @Test
    void an_element_that_the_sheet_does_not_know_is_a_fault() {
        assertThatThrownBy(() -> new PageStyle(SHEET).resolved("<text class=\"new\"/>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[new]");
    }
}
