package org.disentangle.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.spec.CanonicalJson;
import org.junit.jupiter.api.Test;

/** Expected numbers by an independent implementation: {@code scripts/golden/seed_streams.py}. */
class SeedStreamsTest {

    @Test
    void streams_are_the_documented_generator_on_every_jvm() {
        assertStream("init", 0, 0, 7520986861869739711L, -5256970047582486792L, -1005088138925118453L);
        assertStream("init", 0, 1, -7898714974579369965L, -4448840098536172690L, 3275862376732414156L);
        assertStream("order", 0, 0, 7494180505034417384L, 1752987478478355157L, 1950441376986002285L);
        assertStream("order", 1, 0, 5712351905748689042L, -5322207178878229515L, 1109470556117688649L);
        assertStream(
                "augmentation", 123456789012L, -7, -4012525277759072831L, -4056829299189568939L, -1905597362291730801L);
        assertStream("Größe/x", 3, 42, -3074888449048030018L, -3477716478243968075L, -5874166672286489275L);
    }

    @Test
    void doubles_are_the_upper_53_bits() {
        UniformRandomProvider stream = new SeedStreams(5).stream(SeedStreams.PROBE);
        assertThat(stream.nextDouble()).isEqualTo(0.6098251678077728);
        assertThat(stream.nextDouble()).isEqualTo(0.8908560723163951);
        assertThat(stream.nextDouble()).isEqualTo(0.39204040637222914);
    }

    @Test
    void permutations_are_stable_numbers() {
        assertThat(SeedStreams.permutation(10, new SeedStreams(11).stream("order", 2)))
                .containsExactly(2, 7, 4, 1, 3, 5, 8, 9, 0, 6);
        int[] large = SeedStreams.permutation(100_000, new SeedStreams(11).stream("order"));
        String text = Arrays.stream(large).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(CanonicalJson.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("1d68599e3fcfe3346140d04210ecf12187082ffc9aeed6eb1710b55c5a845255");
    }

    @Test
    void a_permutation_holds_every_number_once() {
        for (int n : new int[] {1, 2, 17, 1000}) {
            int[] order = SeedStreams.permutation(n, new SeedStreams(n).stream("order"));
            assertThat(IntStream.of(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, n).toArray());
        }
    }

    @Test
    void every_order_of_three_is_about_as_frequent() {
        SeedStreams streams = new SeedStreams(1);
        Map<String, Long> counts = IntStream.range(0, 6000)
                .mapToObj(i -> Arrays.toString(SeedStreams.permutation(3, streams.stream("order", i))))
                .collect(Collectors.groupingBy(order -> order, Collectors.counting()));
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isCloseTo(1000L, within(150L)));
    }

    @Test
    void the_beginning_of_a_stream_is_its_index_0() {
        SeedStreams streams = new SeedStreams(3);
        assertThat(streams.stream("init").nextLong())
                .isEqualTo(streams.stream("init", 0).nextLong());
    }

    @Test
    void drawing_from_one_stream_does_not_move_another() {
        SeedStreams streams = new SeedStreams(3);
        long expected = streams.stream("order").nextLong();
        UniformRandomProvider other = streams.stream("init");
        IntStream.range(0, 100).forEach(i -> other.nextLong());
        assertThat(streams.stream("order").nextLong()).isEqualTo(expected);
    }

    @Test
    void an_override_moves_the_streams_of_its_family_alone() {
        SeedStreams plain = new SeedStreams(3);
        SeedStreams varied = new SeedStreams(3, Map.of("augmentation", 9L));

        assertThat(varied.stream("augmentation").nextLong())
                .isEqualTo(new SeedStreams(9).stream("augmentation").nextLong());
        assertThat(varied.stream("augmentation/crop", 4).nextLong())
                .isEqualTo(new SeedStreams(9).stream("augmentation/crop", 4).nextLong());
        assertThat(varied.stream("init").nextLong())
                .isEqualTo(plain.stream("init").nextLong());
        assertThat(varied.stream("augmentations").nextLong())
                .isEqualTo(plain.stream("augmentations").nextLong());
    }

    private static void assertStream(String name, long index, long seed, long... expected) {
        UniformRandomProvider stream = new SeedStreams(seed).stream(name, index);
        for (long value : expected) {
            assertThat(stream.nextLong()).as(name + "|" + index + "|" + seed).isEqualTo(value);
        }
    }

    @Test
    void metrics_draw_with_the_seed_of_the_stream_probe_whatever_their_streams_are_called() {
        SeedStreams varied = new SeedStreams(3, Map.of(SeedStreams.PROBE, 7L));

        assertThat(varied.forProbes().stream("metric/knn").nextLong())
                .isEqualTo(new SeedStreams(7).stream("metric/knn").nextLong());
        assertThat(varied.stream("order").nextLong())
                .isEqualTo(new SeedStreams(3).stream("order").nextLong());
        assertThat(new SeedStreams(3).forProbes().stream("metric/knn").nextLong())
                .isEqualTo(new SeedStreams(3).stream("metric/knn").nextLong());
    }
}
