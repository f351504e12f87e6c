package org.disentangle.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class RowFetcherTest {
    private final List<String> reads = Collections.synchronizedList(new ArrayList<>());

    /** Row i holds the number i; row 13 is damaged. */
    private final RowSource source = new RowSource() {
        @Override
        public Shape row() {
            return Shape.of(1);
        }

        @Override
        public HostTensor read(int[] rows) {
            byte[] values = new byte[rows.length];
            StringBuilder read = new StringBuilder(Thread.currentThread().getName() + ":");
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] == 13) {
                    throw new UserError("row 13 is damaged");
                }
                values[i] = (byte) rows[i];
                read.append(' ').append(rows[i]);
            }
            reads.add(read.toString());
            return HostTensor.of(Shape.of(rows.length, 1), values);
        }
    };

    private static byte[] fetch(RowFetcher fetcher, int... rows) {
        return fetcher.fetch(rows).get("x").bytes();
    }

    @Test
    void rows_read_ahead_are_those_asked_for_and_are_read_once() {
        try (RowFetcher fetcher = new RowFetcher(Map.of("x", source))) {
            fetcher.readAhead(new int[] {3, 1, 3});
            fetcher.readAhead(new int[] {9});

            assertThat(fetch(fetcher, 3, 1, 3)).containsExactly(3, 1, 3);
        }
        assertThat(reads).containsExactly("row-fetcher: 3 1 3");
    }

    @Test
    void what_was_read_ahead_for_others_is_not_handed_out() {
        try (RowFetcher fetcher = new RowFetcher(Map.of("x", source))) {
            fetcher.readAhead(new int[] {1, 2});

            assertThat(fetch(fetcher, 2, 1)).containsExactly(2, 1);
            assertThat(fetch(fetcher, 1, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void a_mistake_while_reading_ahead_is_told_when_the_rows_are_asked_for() {
        try (RowFetcher fetcher = new RowFetcher(Map.of("x", source))) {
            fetcher.readAhead(new int[] {13});

            assertThatThrownBy(() -> fetch(fetcher, 13))
                    .isInstanceOf(UserError.class)
                    .hasMessage("row 13 is damaged");
            assertThat(fetch(fetcher, 12)).containsExactly(12);
        }
    }

    @Test
    void without_sources_nothing_is_fetched() {
        try (RowFetcher fetcher = new RowFetcher(Map.of())) {
            fetcher.readAhead(new int[] {1});

            assertThat(fetcher.fetch(new int[] {1})).isEmpty();
        }
    }
}
