package org.disentangle.runner.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void cells_are_quoted_where_they_must_be() {
        assertThat(CsvLine.of(List.of("a", "b,c", "d\"e", "f\ng", ""))).isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0.125", "1e-7", "-2.5E+10", "+3", "simclr", "lambda=0.1", "a'=b", "'quoted'"})
    void numbers_and_harmless_texts_stay_as_they_are(String cell) {
        assertThat(CsvLine.of(List.of(cell))).isEqualTo(cell + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "-",
                "- 1",
                "−=",
                "'=1",
                "''-1",
                "-1 ",
                "-١",
                "＝1+1"
            })
    void what_a_spreadsheet_would_run_is_made_a_text_that_readers_can_undo(String cell) {
        String line = CsvLine.of(List.of(cell));
        String written = line.substring(0, line.length() - 1);

        boolean dangerous = !cell.startsWith("−");
        assertThat(written).isEqualTo(dangerous ? "'" + cell : cell);
        assertThat(CsvLine.GUARDED.matcher(written).replaceFirst("")).isEqualTo(cell);
    }

    @Test
    void a_carriage_return_in_front_is_guarded_and_quoted() {
        assertThat(CsvLine.of(List.of("\r=1", "=\"a\",1"))).isEqualTo("\"'\r=1\",\"'=\"\"a\"\",1\"\n");
    }
}
