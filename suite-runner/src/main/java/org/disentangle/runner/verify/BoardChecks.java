package org.disentangle.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.runner.BoardFiles;
import org.disentangle.runner.FolderFiles;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.StoreError;
import org.jspecify.annotations.Nullable;

/** The boards of a folder against the one that its records give: every cell of board.json, every byte of all four. */
final class BoardChecks {
    private static final String JSON = BoardFiles.JSON;

    /** Differences beyond these are counted. */
    private static final int MOST_SHOWN = 20;

    private final OutputFolder out;
    private final Ledger ledger;

    BoardChecks(OutputFolder out, Ledger ledger) {
        this.out = out;
        this.ledger = ledger;
    }

    void check(Plan plan, Map<String, TrialRecord> records) {
        BoardFiles derived = BoardFiles.of(plan, records, new FolderFiles(out));
        boolean sameForm = cells(derived);
        derived.texts().forEach((name, text) -> {
            String there = read(name);
            if (there == null) {
                ledger.unproven(name, "is not there ('suite report' makes it)");
            } else if (there.equals(text)) {
                ledger.holds("boards");
            } else if (sameForm) {
                ledger.wrong(name, "is not what the records give ('suite report' makes it anew)");
            } else {
                ledger.unproven(name, "was written by another version of the suite; its cells stand in " + JSON);
            }
        });
    }

    /** @return whether board.json has the form that this version writes */
    private boolean cells(BoardFiles derived) {
        String there = read(JSON);
        if (there == null) {
            return true;
        }
        Tree.Mapping board;
        try {
            board = JsonReader.read(JSON, there).asMapping("a board");
        } catch (UserError e) {
            ledger.wrong(JSON, String.valueOf(e.getMessage()));
            return true;
        }
        Map<String, Tree.Mapping> written = rows(board);
        Map<String, Tree.Mapping> given = rows(
                JsonReader.read(JSON, derived.texts().getOrDefault(JSON, "")).asMapping("a board"));
        Set<String> keys = new LinkedHashSet<>(given.keySet());
        keys.addAll(written.keySet());
        int different = 0;
        for (String key : keys) {
            List<String> differences = differences(written.get(key), given.get(key));
            if (differences.isEmpty()) {
                ledger.holds("cells");
            } else if (++different <= MOST_SHOWN) {
                Tree.Mapping row = written.get(key);
                ledger.wrong(
                        row == null ? JSON : JSON + " " + row.place().pointer(),
                        key + ": " + String.join(", ", differences));
            }
        }
        if (different > MOST_SHOWN) {
            ledger.wrong(JSON, (different - MOST_SHOWN) + " more cells differ");
        }
        return Objects.equals(
                board.plain().get("schema"), (long) derived.board().schema());
    }

    private static Map<String, Tree.Mapping> rows(Tree.Mapping board) {
        Map<String, Tree.Mapping> rows = new LinkedHashMap<>();
        for (Tree item : board.list("rows")) {
            Tree.Mapping row = item.asMapping("a row");
            rows.put(
                    String.join(
                            ", ",
                            String.valueOf(row.plain().get("method"))
                                    + row.plain().get("settings"),
                            String.valueOf(row.plain().get("dataset")),
                            String.valueOf(row.plain().get("metric")),
                            String.valueOf(row.plain().get("block")),
                            String.valueOf(row.plain().get("factor"))),
                    row);
        }
        return rows;
    }

    /** Members that the written row has otherwise; those that only another version knows are passed over. */
    private static List<String> differences(Tree.@Nullable Mapping written, Tree.@Nullable Mapping given) {
        if (written == null) {
            return List.of("the board lacks it");
        }
        if (given == null) {
            return List.of("the records do not give it");
        }
        return written.plain().entrySet().stream()
                .filter(member -> given.plain().containsKey(member.getKey()))
                .filter(member ->
                        !Objects.equals(member.getValue(), given.plain().get(member.getKey())))
                .map(member -> member.getKey() + " is " + member.getValue() + ", the records give "
                        + given.plain().get(member.getKey()))
                .toList();
    }

    private @Nullable String read(String name) {
        Path file = out.root().resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw StoreError.reading(file, e);
        }
    }
}
