package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.EngineException;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Operation.ReduceKind;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class RowwiseContract extends EngineContract {
    private static final int POOL = 50;
    private static final int SIDE = 48;
    private static final List<String> ROW_INPUTS = List.of("index", "factor");

    /** 70 rows are three whole pieces and a rest; 3 are less than one. */
    @ParameterizedTest
    @CsvSource({"70, 1", "70, 2", "70, 3", "3, 2", "1, 1"})
    void pieces_give_the_same_bits_as_the_whole(int rows, int threads) {
        try (Session session = open(threads);
                Variables none = session.variables(List.of(), List.of());
                DeviceTensor pool = session.upload(pool());
                Executable whole = session.executable(program(rows), none);
                Executable pieces = session.rowwise(program(rows), ROW_INPUTS, RowwiseContract::program);
                StepScope scope = session.scope()) {
            Map<String, DeviceTensor> expected =
                    whole.run(Map.of("pool", pool, "index", indices(rows), "factor", factors(rows)));
            for (int repetition = 0; repetition < 3; repetition++) {
                Map<String, DeviceTensor> actual =
                        pieces.run(Map.of("pool", pool, "index", indices(rows), "factor", factors(rows)));
                assertThat(actual.get("images").toHost().floats())
                        .isEqualTo(expected.get("images").toHost().floats());
                assertThat(actual.get("labels").toHost().longs())
                        .isEqualTo(expected.get("labels").toHost().longs());
                assertThat(actual.get("images").shape()).isEqualTo(Shape.of(rows, 3, SIDE, SIDE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_error_in_one_piece_is_thrown_and_the_next_run_works(int threads) {
        try (Session session = open(threads);
                DeviceTensor pool = session.upload(pool());
                Executable pieces = session.rowwise(program(70), ROW_INPUTS, RowwiseContract::program);
                StepScope scope = session.scope()) {
            int[] wrong = new int[70];
            wrong[60] = POOL;
            assertThatThrownBy(() ->
                            pieces.run(Map.of("pool", pool, "index", HostTensor.indices(wrong), "factor", factors(70))))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("program 'rendering', Gather");
            assertThat(pieces.run(Map.of("pool", pool, "index", indices(70), "factor", factors(70))))
                    .containsOnlyKeys("images", "labels");
        }
    }

    @Test
    void memory_does_not_grow_with_the_number_of_renderings() {
        try (Session session = open(2);
                DeviceTensor pool = session.upload(pool());
                Executable pieces = session.rowwise(program(70), ROW_INPUTS, RowwiseContract::program)) {
            // An output that leaked in each run would be 200 * 1.8 MiB.
            assertThat(Growth.ofThreeRounds(session, () -> {
                        for (int i = 0; i < 200; i++) {
                            try (StepScope scope = session.scope()) {
                                pieces.run(Map.of("pool", pool, "index", indices(70), "factor", factors(70)));
                            }
                        }
                    }))
                    .isLessThan(40L << 20);
        }
    }

    @Test
    void an_interrupted_caller_still_gets_its_rendering_and_stays_interrupted() {
        try (Session session = open(2);
                DeviceTensor pool = session.upload(pool());
                Executable pieces = session.rowwise(program(70), ROW_INPUTS, RowwiseContract::program);
                StepScope scope = session.scope()) {
            Thread.currentThread().interrupt();
            Map<String, DeviceTensor> outputs =
                    pieces.run(Map.of("pool", pool, "index", indices(70), "factor", factors(70)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(outputs.get("labels").toHost().longs())
                    .isEqualTo(indices(70).longs());
        }
    }

    private static Program program(int rows) {
        ProgramBuilder builder = new ProgramBuilder("rendering");
        Tensor pool = builder.input("pool", ElementType.UINT8, Shape.of(POOL, 3, SIDE, SIDE));
        Tensor index = builder.input("index", ElementType.INT64, Shape.of(rows));
        Tensor factor =
                builder.input("factor", ElementType.FLOAT32, Shape.of(rows)).reshape(rows, 1, 1, 1);
        Tensor images = pool.gather(0, index).cast(ElementType.FLOAT32).times(1 / 255.0);
        Tensor mean = images.reduceKeeping(ReduceKind.MEAN, 1, 2, 3);
        builder.output(
                "images",
                images.times(factor).plus(mean.times(factor.affine(-1, 1))).clamp(0, 1));
        builder.output("labels", index);
        return builder.build();
    }

    private static HostTensor pool() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
        byte[] pixels = new byte[POOL * 3 * SIDE * SIDE];
        random.nextBytes(pixels);
        return HostTensor.of(Shape.of(POOL, 3, SIDE, SIDE), pixels);
    }

    private static HostTensor indices(int rows) {
        int[] indices = new int[rows];
        for (int i = 0; i < rows; i++) {
            indices[i] = i * 7 % POOL;
        }
        return HostTensor.indices(indices);
    }

    private static HostTensor factors(int rows) {
        float[] factors = new float[rows];
        for (int i = 0; i < rows; i++) {
            factors[i] = 0.5f + i % 5 * 0.25f;
        }
        return HostTensor.of(Shape.of(rows), factors);
    }
}
