package org.disentangle.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("hessian", "infomin", "ortho", "ortho-perm", "simclr");

    @Test
    void a_mistyped_name_finds_the_one_it_was_meant_to_be() {
        assertThat(NearestName.of("hesian", KNOWN)).contains("hessian");
        assertThat(NearestName.of("simcrl", KNOWN)).contains("simclr");
        assertThat(NearestName.of("orthoperm", KNOWN)).contains("ortho-perm");
        assertThat(NearestName.of("orto", KNOWN)).contains("ortho");
    }

    @Test
    void a_known_name_finds_itself() {
        assertThat(KNOWN)
                .allSatisfy(name -> assertThat(NearestName.of(name, KNOWN)).contains(name));
    }

    @Test
    void a_word_like_none_finds_none() {
        assertThat(NearestName.of("variational", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("hessian", List.of())).isEmpty();
    }

    @Test
    void a_short_word_may_differ_by_two_edits_and_a_long_one_by_a_third() {
        assertThat(NearestName.of("abcd", List.of("abxy"))).contains("abxy");
        assertThat(NearestName.of("abcd", List.of("axyz"))).isEmpty();
        assertThat(NearestName.of("abcdefghijkl", List.of("abcdefghwxyz"))).contains("abcdefghwxyz");
        assertThat(NearestName.of("abcdefghijkl", List.of("abcdefgvwxyz"))).isEmpty();
    }

    @Test
    void the_first_of_equally_near_names_wins() {
        assertThat(NearestName.of("z2", List.of("z0", "z1"))).contains("z0");
    }
}
