package org.disentangle.runner.cli;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.gate.GateReader;
import org.disentangle.runner.gate.Verdict;
import picocli.CommandLine.Option;

/** The conditions that a board must not meet. */
final class GateOptions {
    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            description = {
                "End with 2 if a mean meets it, or is missing or incomplete; may be given several times.",
                "METHOD[ (SETTINGS)] [METRIC] BLOCK[/FACTOR] OP NUMBER, such as 'simclr r/DC < 0.95'."
            })
    private List<String> conditions = new ArrayList<>();

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /**
     * What a board says to each condition. All are read before any is judged.
     *
     * @throws UserError if one has not the form, or names what is not on the board
     */
    List<Verdict> judge(Board board) {
        GateReader reader = new GateReader(board);
        return conditions.stream().map(reader::read).toList().stream()
                .map(gate -> Verdict.of(gate, board))
                .toList();
    }

    /** Says which gates fail and why; whether none does. */
    static boolean hold(List<Verdict> verdicts, Printer printer) {
        List<Verdict> failed = verdicts.stream().filter(Verdict::fails).toList();
        for (Verdict verdict : failed) {
            printer.say("A gate fails: " + verdict.gate().text());
            verdict.reasons().forEach(reason -> printer.say("  " + reason));
        }
        return failed.isEmpty();
    }
}
