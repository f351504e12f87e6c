package org.disentangle.runner.board;

import java.util.List;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordWriter;

/** A board as JSON, the whole of it. */
public final class BoardJson {
    private BoardJson() {}

    public static String write(Board board) {
        return JsonText.pretty(new RecordWriter(List.of()).write(board));
    }
}
