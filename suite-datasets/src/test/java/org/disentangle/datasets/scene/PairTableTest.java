package org.disentangle.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Split;
import org.disentangle.datasets.image.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairTableTest {

    private static final int PAIRS = 20_000;

    private final ScenePools pools = TinyPools.of(new SceneGeometry(32), 3);

    @ParameterizedTest
    @EnumSource
    void shared_factors_are_equal_and_the_varied_one_always_differs(Variant variant) {
        PairTable table = new PairTable(variant, Split.TRAIN, pools, 0);
        for (int index = 0; index < 2_000; index++) {
            PairTable.Pair pair = table.pair(index);
            assertThat(digit(pair.first()) == digit(pair.second())).isEqualTo(variant.shares(SceneFactor.DC));
            assertThat(background(pair.first()) == background(pair.second())).isEqualTo(variant.shares(SceneFactor.BC));
            assertThat(pair.first().place() == pair.second().place()).isEqualTo(variant.shares(SceneFactor.DL));
            assertThat(pair.second().place()).isBetween(0, 7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pair_depends_on_variant_split_seed_and_index_alone(Variant variant) {
        PairTable table = new PairTable(variant, Split.TRAIN, pools, 5);
        PairTable.Pair wanted = table.pair(1234);
        table.pair(7);

        assertThat(table.pair(1234)).isEqualTo(wanted);
        assertThat(new PairTable(variant, Split.TRAIN, pools, 5).pair(1234)).isEqualTo(wanted);
        assertThat(new PairTable(variant, Split.TRAIN, pools, 6).pair(1234)).isNotEqualTo(wanted);
        assertThat(new PairTable(variant, Split.TEST, pools, 5).pair(1234)).isNotEqualTo(wanted);
    }

    @Test
    void the_first_pairs_stay_what_they_were() {
        PairTable table = new PairTable(Variant.DC_BC, Split.TRAIN, pools, 0);

        assertThat(IntStream.range(0, 3).mapToObj(table::pair).map(Object::toString))
                .containsExactly(
                        "Pair[first=View[digit=134, background=8, place=1], second=View[digit=132, background=118, place=7]]",
                        "Pair[first=View[digit=146, background=8, place=1], second=View[digit=154, background=61, place=6]]",
                        "Pair[first=View[digit=159, background=16, place=6], second=View[digit=100, background=128, place=3]]");
    }

    @Test
    void the_first_view_is_uniform_over_the_pools_and_places() {
        PairTable table = new PairTable(Variant.BC_DL, Split.TRAIN, pools, 1);
        int[] digits = new int[pools.digits().count()];
        int[] backgrounds = new int[pools.backgrounds().count()];
        int[] places = new int[8];
        for (int index = 0; index < PAIRS; index++) {
            PairTable.View view = table.pair(index).first();
            digits[view.digit()]++;
            backgrounds[view.background()]++;
            places[view.place()]++;
        }

        expectUniform(digits);
        expectUniform(backgrounds);
        expectUniform(places);
    }

    @Test
    void a_varied_factor_is_uniform_over_all_members_of_the_other_classes() {
        PairTable table = new PairTable(Variant.BC_DL, Split.TRAIN, pools, 1);
        int[] digits = new int[pools.digits().count()];
        int drawn = 0;
        for (int index = 0; index < 4 * PAIRS; index++) {
            PairTable.Pair pair = table.pair(index);
            if (digit(pair.first()) == 9) {
                digits[pair.second().digit()]++;
                drawn++;
            }
        }

        assertThat(drawn).isGreaterThan(10_000);
        expectUniform(IntStream.range(0, digits.length)
                .filter(digit -> pools.digits().label(digit) != 9)
                .map(digit -> digits[digit])
                .toArray());
    }

    @Test
    void a_shared_class_is_shown_by_another_instance_unless_by_chance() {
        PairTable table = new PairTable(Variant.DC_BC, Split.TRAIN, pools, 1);
        long same = IntStream.range(0, PAIRS)
                .mapToObj(table::pair)
                .filter(pair -> pair.first().digit() == pair.second().digit())
                .count();

        double chance = 10.0 / pools.digits().count();
        assertThat(same / (double) PAIRS).isBetween(0.9 * chance, 1.1 * chance);
    }

    @Test
    void the_varied_place_is_uniform_over_the_seven_others() {
        PairTable table = new PairTable(Variant.DC_BC, Split.TRAIN, pools, 1);
        int[] moves = new int[64];
        for (int index = 0; index < PAIRS; index++) {
            PairTable.Pair pair = table.pair(index);
            moves[pair.first().place() * 8 + pair.second().place()]++;
        }

        expectUniform(IntStream.range(0, 64)
                .filter(move -> move / 8 != move % 8)
                .map(move -> moves[move])
                .toArray());
    }

    @Test
    void a_varied_factor_with_one_class_is_refused() {
        LabeledImages oneClass = TinyPools.images(1, 14, 5, 1, 3);
        ScenePools poor = new ScenePools(oneClass, pools.backgrounds());

        assertThatThrownBy(() -> new PairTable(Variant.BC_DL, Split.TEST, poor, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The test split has digits of the classes [0] only");
        assertThat(new PairTable(Variant.DC_BC, Split.TEST, poor, 0).pair(0)).isNotNull();
    }

    /** Pearson's statistic within six standard deviations of its mean: a false alarm in a million years. */
    private static void expectUniform(int[] counts) {
        double expected = IntStream.of(counts).sum() / (double) counts.length;
        double statistic = IntStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double freedom = counts.length - 1;
        assertThat(statistic).isLessThan(freedom + 6 * Math.sqrt(2 * freedom));
    }

    private int digit(PairTable.View view) {
        return pools.digits().label(view.digit());
    }

    private int background(PairTable.View view) {
        return pools.backgrounds().label(view.background());
    }
}
