package org.disentangle.runner.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.disentangle.core.Check;
import org.disentangle.core.UserError;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
    private static final RecordReader READER = new RecordReader(List.of(Choices.OPTIMIZERS, Choices.SCHEDULES));
    private static final RecordWriter WRITER = new RecordWriter(List.of(Choices.OPTIMIZERS, Choices.SCHEDULES));
    private static final Settings DEFAULTS = new Settings(
            0.1,
            3,
            7L,
            false,
            "word",
            Kind.FIRST_KIND,
            new Inner(0.5, List.of(64)),
            Optimizer.Adam.DEFAULT,
            null,
            Map.of());

    enum Kind {
        FIRST_KIND,
        SECOND_KIND
    }

    record Inner(double temperature, List<Integer> hidden) {
        Inner {
            Check.positive("temperature", temperature);
        }
    }

    record Settings(
            double lambda,
            int batchSize,
            long seed,
            boolean flag,
            String word,
            Kind kind,
            Inner inner,
            Optimizer optimizer,
            @Nullable Inner optional,
            Map<String, Double> weights) {
        Settings {
            Check.finite("lambda", lambda);
            Check.within("batch_size", batchSize, 1, 100);
        }
    }

    private static Settings read(String yaml) {
        return READER.over(DEFAULTS, YamlReader.read("f", yaml));
    }

    @Test
    void what_is_left_out_keeps_its_default_at_every_depth() {
        Settings settings = read("{inner: {hidden: [1, 2]}, optimizer: {learning_rate: 0.5}}");

        assertThat(settings.inner()).isEqualTo(new Inner(0.5, List.of(1, 2)));
        assertThat(settings.optimizer()).isEqualTo(new Optimizer.Adam(0.5, 0.9, 0.999, 1e-8, 0, false));
        assertThat(settings.lambda()).isEqualTo(0.1);
    }

    @Test
    void a_whole_number_serves_as_a_real_one_and_the_other_way_round_if_nothing_is_lost() {
        assertThat(read("{lambda: 1, batch_size: 4.0}"))
                .extracting(Settings::lambda, Settings::batchSize)
                .containsExactly(1.0, 4);
    }

    @Test
    void constants_may_be_written_with_hyphens_underscores_or_capitals() {
        assertThat(List.of("second-kind", "second_kind", "SECOND_KIND", "Second-Kind"))
                .allSatisfy(word -> assertThat(read("kind: " + word).kind()).isEqualTo(Kind.SECOND_KIND));
    }

    @Test
    void a_choice_is_made_by_its_name_alone_or_with_options() {
        assertThat(read("optimizer: sgd").optimizer()).isEqualTo(Optimizer.Sgd.DEFAULT);
        assertThat(read("optimizer: {name: lars, trust: 0.02}").optimizer())
                .isEqualTo(new Optimizer.Lars(0.3, 0.9, 0.02, 1e-6, true));
    }

    @Test
    void what_may_be_absent_may_be_null() {
        assertThat(read("optional: null").optional()).isNull();
    }

    @Test
    void what_is_written_reads_as_the_same() {
        Settings settings = read("{lambda: 3e-7, kind: second-kind, optimizer: {name: sgd, nesterov: true},"
                + " optional: {temperature: 2, hidden: []}, weights: {a: 1, b: 0.25}}");

        Tree written = Tree.of("w", WRITER.write(settings));

        assertThat(READER.whole(Settings.class, written)).isEqualTo(settings);
    }

    @Test
    void a_whole_record_needs_every_key() {
        assertThatThrownBy(() -> READER.whole(Inner.class, YamlReader.read("f", "temperature: 1")))
                .hasMessageContaining("the key 'hidden' is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lamda: 1                        | f:1:1 (/lamda): unknown key 'lamda' in the settings.
                    lamda: 1                        | Did you mean 'lambda'?
                    inner: {temprature: 1}          | f:1:9 (/inner/temprature): unknown key 'temprature'
                    lambda: abc                     | f:1:9 (/lambda): 'lambda' is the text "abc"; allowed is a number
                    lambda: .nan                    | f:1:9 (/lambda): 'lambda' is NaN; allowed is a finite number
                    lambda: .inf                    | f:1:9 (/lambda): 'lambda' is Infinity; allowed is a finite number
                    lambda: [1]                     | f:1:9 (/lambda): 'lambda' is a list; allowed is a number
                    lambda:                         | 'lambda' is nothing (null); allowed is a number
                    batch_size: 2.5                 | 'batch_size' is 2.5; allowed is a whole number
                    batch_size: 3000000000          | 'batch_size' is 3000000000; allowed is a whole number from
                    batch_size: 1000                | f:1:13 (/batch_size): 'batch_size' is 1000; allowed is a whole number from 1 to 100
                    seed: 1e300                     | 'seed' is 1.0E300; allowed is a whole number
                    flag: yes                       | 'flag' is the text "yes"; allowed is true or false
                    word: 3                         | 'word' is 3; allowed is a text
                    kind: secnd-kind                | allowed is first-kind, second-kind. Did you mean 'second-kind'?
                    inner: 3                        | f:1:8 (/inner): the inner is 3; allowed is a mapping
                    inner: {temperature: -1}        | f:1:22 (/inner/temperature): 'temperature' is -1.0; allowed is
                    inner: {hidden: 64}             | 'hidden' is 64; allowed is a list
                    inner: {hidden: [64, x]}        | f:1:22 (/inner/hidden/1): 'hidden' is the text "x"; allowed is a whole number
                    optimizer: adm                  | Unknown optimizer 'adm'. Known: adam, lars, sgd. Did you mean 'adam'?
                    optimizer: {name: sgd, beta1: 1} | unknown key 'beta1' in the sgd
                    weights: {a: x}                 | 'a' is the text "x"; allowed is a number
                    """)
    void what_is_wrong_is_refused_with_its_place_and_what_is_allowed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(UserError.class).hasMessageContaining(message);
    }

    @Test
    void schedules_are_chosen_like_optimizers() {
        record WithSchedule(Schedule schedule) {}

        WithSchedule read = READER.over(
                new WithSchedule(Schedule.Constant.DEFAULT),
                YamlReader.read("f", "schedule: {name: step, milestones: [0.5], gamma: 0.1}"));

        assertThat(read.schedule()).isEqualTo(new Schedule.Step(0, List.of(0.5), 0.1));
    }
}
