package org.disentangle.runner.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardView;
import org.disentangle.runner.board.MetricText;

/** How to read the page: no more than what stands on it. */
final class Legend {
    /** Metrics that are put into words below. */
    private static final Set<String> EXPLAINED =
            Set.of(BoardView.PROBE, BoardView.R2, BoardView.GAP, BoardView.DIAGONAL);

    private Legend() {}

    static List<Page.Term> of(Board board) {
        List<Page.Term> terms = new ArrayList<>();
        if (board.rows().isEmpty()) {
            return terms;
        }
        if (has(board, BoardView.PROBE)) {
            terms.add(new Page.Term(
                    "linear-probe",
                    "Test accuracy in percent of a linear probe on frozen codes: how much of a factor can be read from a"
                            + " block by a straight cut. Chance is one over the number of values."));
        }
        if (has(board, BoardView.R2)) {
            terms.add(new Page.Term(
                    "linear-r2",
                    "Share of a continuous factor's variance that a linear regression on frozen codes explains on test"
                            + " data: 1 is all of it, 0 no better than the mean."));
        }
        MetricText.of(board, EXPLAINED).forEach((metric, meaning) -> terms.add(new Page.Term(metric, meaning)));
        terms.add(new Page.Term(
                "r, z and their parts",
                "r is what the encoder gives, z what the heads make of it; r0, r1, z0, z1 are halves, other names are"
                        + " parts with a meaning of their own. Disentangled would be: one part as good as the whole at one"
                        + " factor and at chance at the others, and the other parts the other way round."));
        if (has(board, BoardView.GAP)) {
            terms.add(new Page.Term(
                    "gap and diagonal",
                    "gap is how far the two halves lie apart, per seed and then averaged; noise alone keeps it above 0."
                            + " diagonal counts the seeds in which one half is better at the first factor and the other at"
                            + " the second; noise alone makes that one in two. Halves are matched before they are"
                            + " averaged, seed by seed, by which half leans to the first factor; gap and diagonal do not depend on that, and the"
                            + " difference of two mean halves need not be the mean gap. A large gap with few diagonal seeds means that one"
                            + " half is better at both factors, not that the halves divide them."));
        }
        terms.add(new Page.Term(
                "mean ± deviation", "Over the seeds that are done; the deviation is the sample standard deviation."));
        terms.add(
                new Page.Term(
                        "95 % interval",
                        "Student's t interval for the mean over all seeds that could have been drawn: how sure the mean is. It"
                                + " takes three seeds and supposes that seeds scatter normally; it may reach beyond 0 or 100, and with three seeds it"
                                + " is wide. Counts such as diagonal have the exact interval of Clopper and Pearson. Bars end where their scale does. Intervals that lie apart are a sign of a difference; intervals that overlap prove neither"
                                + " a difference nor that there is none. Nothing is corrected for looking at many methods; ranks are."));
        if (!board.rankings().isEmpty()) {
            terms.add(new Page.Term(
                    "rank",
                    "1 + the number of methods that are shown to be better: paired t tests on equal seeds, corrected by Holm's"
                            + " method for all pairs of the table. It counts nothing else: two methods with different ranks need not"
                            + " differ, nor are those with one rank equal; “Who is better than whom”, where there is one, has the pairs. Below it stand"
                            + " the ranks that the tests leave open, from this one to the number of"
                            + " ranked methods less those that are shown to be worse. Methods with missing seeds have"
                            + " none, and below three seeds nobody has. The number ranked is, seed by seed, the mean over"
                            + " the factors; rows are in the order of its means."));
        }
        terms.add(new Page.Term(
                "training s and device-hours",
                "training s is what one trial takes: seconds of training alone, the mean over trials that are done. device-hours are what"
                        + " all trials of the row took together: setup, training and scoring of every trial with a record, failed ones"
                        + " too, as a sum; more seeds make it more."));
        if (board.counts().done() < board.counts().planned()) {
            terms.add(new Page.Term(
                    "hatched cells",
                    "Not all trials of that method are done. What is not done is in no mean, and those that did not diverge"
                            + " or fail may be the easier ones."));
        }
        if (!board.published().isEmpty()) {
            terms.add(
                    new Page.Term(
                            "published",
                            "The number in the source, and in brackets ours less theirs (percentage points for percentages)."
                                    + " Published halves are matched by the same rule. A difference shows that this set-up differs from that of the source; how"
                                    + " far the published number scatters is not in it, and nothing is corrected for comparing many."));
        }
        if (board.rows().stream().anyMatch(row -> row.unconverged() > 0)) {
            terms.add(new Page.Term("*", "Some fit behind the number did not converge."));
        }
        terms.add(new Page.Term(
                "Where a number comes from",
                "Every score is a link to its row of seeds; the seeds lead to their trials, with their specification and the"
                        + " command that trains them again and compares."));
        terms.add(new Page.Term(
                "Repeating a number",
                "'suite' is the program that made this page. 'suite verify DIR', of the output folder or of an export of it, derives every"
                        + " number from the records again; with '--rerun ID' it trains a trial anew, which takes the data ('suite data import')."
                        + " On a CPU, with the versions and the number of threads that its environment names, all scores come out the same to the last"
                        + " bit; on a GPU they scatter, and 'suite seeds --rerun' says by how much."));
        return terms;
    }

    private static boolean has(Board board, String metric) {
        return board.rows().stream().anyMatch(row -> row.metric().equals(metric));
    }
}
