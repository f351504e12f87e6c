package org.disentangle.runner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.board.Board;
import org.disentangle.runner.board.BoardCsv;
import org.disentangle.runner.board.BoardJson;
import org.disentangle.runner.board.BoardMaker;
import org.disentangle.runner.board.BoardMarkdown;
import org.disentangle.runner.board.SeededBoard;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.page.TrialFiles;

/**
 * A board and the files that it is written into.
 *
 * @param texts by file name
 */
public record BoardFiles(Board board, Map<String, String> texts) {
    public static final String JSON = "board.json";

    private static final String CSV = "board.csv";
    private static final String MARKDOWN = "board.md";
    private static final String PAGE = "board.html";

    /** Of all files that there are, in the order in which they are written. */
    public static final List<String> NAMES = List.of(JSON, CSV, MARKDOWN, PAGE);

    public BoardFiles {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /**
     * @param records valid ones, by trial id
     * @param files what trials have left beside their records
     */
    public static BoardFiles of(Plan plan, Map<String, TrialRecord> records, TrialFiles files) {
        return of(plan, records, BoardMaker.makeWithSeeds(plan, records), files);
    }

    /**
     * The files of a board that was made already.
     *
     * @param seeded of the same plan and records
     */
    public static BoardFiles of(Plan plan, Map<String, TrialRecord> records, SeededBoard seeded, TrialFiles files) {
        Board board = seeded.board();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(JSON, BoardJson.write(board));
        texts.put(CSV, BoardCsv.write(board));
        texts.put(MARKDOWN, BoardMarkdown.write(board));
        texts.put(PAGE, PageMaker.write(plan, records, seeded, files));
        return new BoardFiles(board, texts);
    }
}
