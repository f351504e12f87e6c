package org.disentangle.runner.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.junit.jupiter.api.Test;

class BoardLatexTest {
    private static final String[] METHODS = {"good", "close", "bad"};

    /** @param seeds of each of three methods; the last ones of "bad" are left out */
    private static SeededBoard board(int seeds, int without, String title, String... names) {
        List<PlannedTrial> trials = new ArrayList<>();
        Map<String, TrialRecord> records = new LinkedHashMap<>();
        for (int method = 0; method < names.length; method++) {
            for (int seed = 0; seed < seeds; seed++) {
                PlannedTrial trial = BoardPlans.trial(names[method], Map.of(), seed);
                trials.add(trial);
                double half = (method == 2 ? 0.2 : 0.8 - 0.01 * method) + 0.02 * seed;
                if (method < 2 || seed < seeds - without) {
                    records.put(trial.id(), Fixtures.done(trial, Fixtures.scores(half, 0.1, 0.1, half)));
                }
            }
        }
        return BoardMaker.makeWithSeeds(
                new Plan(Plan.SCHEMA, "small", title, "", trials, List.of(), Map.of(), List.of()), records);
    }

    @Test
    void the_highest_mean_and_those_that_cannot_be_told_from_it_are_bold() {
        String latex = BoardLatex.write(board(3, 0, "Small", METHODS));

        assertThat(latex)
                .containsPattern("good & [^&]+ & 3 & z & \\\\textbf\\{83\\.0 .* & \\\\textbf")
                .containsPattern("close & [^&]+ & 3 & z & \\\\textbf\\{82\\.0 .* & \\\\textbf")
                .containsPattern("bad & [^&]+ & 3 & z & 23\\.0")
                .contains("Bold: the highest mean");
    }

    @Test
    void nothing_is_bold_where_trials_lack_or_are_too_few_for_an_interval() {
        assertThat(BoardLatex.write(board(4, 1, "Small", METHODS)))
                .doesNotContain("\\textbf", "Bold")
                .contains("3 of 4, 1 not run yet", "% 11 of 12 trials are done, 1 not run yet.");
        assertThat(BoardLatex.write(board(3, 3, "Small", METHODS)))
                .as("a method without any number")
                .doesNotContain("\\textbf");
        assertThat(BoardLatex.write(board(2, 0, "Small", METHODS))).doesNotContain("\\textbf", "Bold");
    }

    @Test
    void names_cannot_break_out_of_cells_or_comments() {
        String latex = BoardLatex.write(board(
                3,
                0,
                "A title\n\\input{/etc/passwd}\r\u0085\u2028\\input{x}",
                "[9cm]\\write18{ls}",
                "*&\\\\%$x^2_3#~",
                "a\n\\end{table}"));

        assertThat(latex.lines().filter(line -> line.contains("\\input"))).allMatch(line -> line.startsWith("% "));
        List<String> rows = latex.lines().filter(line -> line.endsWith(" \\\\")).toList();
        assertThat(rows).hasSize(1 + 3 + 1).allSatisfy(row -> assertThat(
                        Pattern.compile("(?<!\\\\)&").matcher(row).results().count())
                .isEqualTo(10));
        assertThat(latex).doesNotContain("\\write", "\\\\\n    [", "\\\\\n    *");
        assertThat(Pattern.compile("\\\\end\\{table}").matcher(latex).results().count())
                .isOne();
        String cells = String.join("", rows).replaceAll("\\\\[{}]", "");
        assertThat(cells.chars().filter(c -> c == '{').count())
                .isEqualTo(cells.chars().filter(c -> c == '}').count());
    }

    @Test
    void a_board_without_records_says_that_there_is_nothing_to_rank() {
        assertThat(BoardLatex.write(BoardMaker.makeWithSeeds(BoardPlans.PLAN, Map.of())))
                .contains("% pictures DC-BC: there are no scores that methods could be ranked by.")
                .doesNotContain("tabular");
    }
}
