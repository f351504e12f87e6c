package org.disentangle.metrics.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.disentangle.core.UserError;
import org.disentangle.core.metric.Codes;
import org.disentangle.metrics.ClassLabels;
import org.disentangle.metrics.Examples;
import org.disentangle.metrics.matrix.CodeRows;
import org.disentangle.metrics.matrix.MappedRows;
import org.disentangle.metrics.matrix.Shards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogisticPathTest {
    private static final LogisticRegression TIGHT = new LogisticRegression(0, 1e-9, 5000);

    private final Shards threads = new Shards(2);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void each_fit_along_a_path_is_the_one_from_nothing() {
        int[] labels = Examples.labels(600, 3, 1);
        Codes codes = Examples.about(labels, 6, 0.7f, 2);
        ClassLabels classes = new ClassLabels("DC", labels, 3);
        LogisticPath path = TIGHT.path(codes, classes, threads);
        int along = 0;
        int alone = 0;
        for (double l2 = 10; l2 > 1e-6; l2 /= 3) {
            LogisticRegression.Fit next = path.fit(l2);
            LogisticRegression.Fit fresh = new LogisticRegression(l2, 1e-9, 5000).fit(codes, classes, threads);
            assertThat(next.converged()).isTrue();
            assertThat(next.objective()).isCloseTo(fresh.objective(), within(1e-12));
            assertThat(next.model().predict(codes, "test", threads))
                    .isEqualTo(fresh.model().predict(codes, "test", threads));
            along += next.evaluations();
            alone += fresh.evaluations();
        }
        assertThat(along).isLessThan(alone);
    }

    /** So many that the objective does not keep them, and that they end within a block. */
    private static final int ROWS = 3000;

    private static final int DIMENSION = 400;

    @Test
    void codes_in_a_file_are_fitted_and_predicted_to_the_same_bits_as_in_memory() throws IOException {
        int[] labels = Examples.labels(ROWS, 4, 3);
        Codes held = Examples.about(labels, DIMENSION, 0.5f, 4);
        ClassLabels classes = new ClassLabels("DC", labels, 4);
        CodeRows streamed = new MappedRows("z", file(held, 64), 64, ROWS, DIMENSION);
        LogisticRegression regression = new LogisticRegression(1e-2, 1e-5, 1000);
        LogisticRegression.Fit expected = regression.fit(held, classes, threads);
        LogisticRegression.Fit found =
                regression.path(streamed, classes, threads).fit(1e-2);
        assertThat(found.objective()).isEqualTo(expected.objective());
        assertThat(found.evaluations()).isEqualTo(expected.evaluations());
        assertThat(found.model().weights()).isDeepEqualTo(expected.model().weights());
        assertThat(found.model().biases()).containsExactly(expected.model().biases());
        assertThat(found.model().predict(streamed, "test", threads))
                .isEqualTo(expected.model().predict(held, "test", threads));
    }

    @Test
    void a_file_that_is_not_finite_or_too_short_is_refused() throws IOException {
        Codes held = Examples.noise("z1", 700, 3, 5);
        held.values()[3 * 650 + 1] = Float.POSITIVE_INFINITY;
        Path file = file(held, 0);
        ClassLabels classes = new ClassLabels("DC", Examples.labels(700, 2, 6), 2);
        assertThatThrownBy(() -> TIGHT.path(new MappedRows("z1", file, 0, 700, 3), classes, threads))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Block 'z1' holds Infinity in column 1 of training row 650");
        assertThatThrownBy(() -> new MappedRows("z1", file, 8, 700, 3))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("8400 bytes");
    }

    private Path file(Codes codes, int offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(offset + codes.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(offset);
        bytes.asFloatBuffer().put(codes.values());
        Path file = folder.resolve("codes" + offset + ".f32");
        Files.write(file, bytes.array());
        return file;
    }
}
