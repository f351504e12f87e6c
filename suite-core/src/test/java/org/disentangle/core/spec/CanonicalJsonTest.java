package org.disentangle.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void keys_are_sorted_at_every_level_and_lists_keep_their_order() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("z", List.of(3, 1, 2));
        inner.put("a", true);
        Map<String, Object> outer = new LinkedHashMap<>();
        outer.put("b", inner);
        outer.put("B", "x");
        outer.put("a", null);

        assertThat(CanonicalJson.write(outer)).isEqualTo("{\"B\":\"x\",\"a\":null,\"b\":{\"a\":true,\"z\":[3,1,2]}}");
    }

    @Test
    void one_number_has_one_text_however_it_is_held() {
        assertThat(CanonicalJson.write(Arrays.asList(1, 1L, 1.0, 1f, new BigInteger("1"), 1e0)))
                .isEqualTo("[1,1,1,1,1,1]");
        assertThat(CanonicalJson.write(List.of(-0.0, 0.001, 1e-8, 0.1, 1e14, 4.0 / 3)))
                .isEqualTo("[0,0.001,1E-8,0.1,100000000000000,1.3333333333333333]");
    }

    @Test
    void numbers_are_written_as_short_as_can_be() {
        // Double.toString of JDK 17 is longer for some of these.
        assertThat(CanonicalJson.write(List.of(8.41E21, 2E-3, 2E23, Double.MIN_VALUE)))
                .isEqualTo("[8.41E+21,0.002,2E+23,5E-324]");
    }

    @Test
    void numbers_that_differ_have_texts_that_differ() {
        double value = 0.1;
        for (int i = 0; i < 1000; i++) {
            double next = Math.nextUp(value);
            assertThat(CanonicalJson.write(next)).isNotEqualTo(CanonicalJson.write(value));
            assertThat(Double.parseDouble(CanonicalJson.write(next))).isEqualTo(next);
            value = next;
        }
    }

    @Test
    void strings_carry_only_the_escapes_that_json_demands() {
        assertThat(CanonicalJson.write("a\"b\\c\n\t\u0001é/λ")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\u0001é/λ\"");
    }

    @Test
    void what_json_cannot_hold_is_refused() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> CanonicalJson.write(List.of(Float.POSITIVE_INFINITY)))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> CanonicalJson.write(new Object())).hasMessageContaining("Not a JSON value");
    }

    @Test
    void the_digest_does_not_depend_on_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(CanonicalJson.digest(Map.of("I", 1234567.5)))
                    .isEqualTo(CanonicalJson.sha256(
                            "{\"I\":1234567.5}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } finally {
            Locale.setDefault(before);
        }
    }
}
