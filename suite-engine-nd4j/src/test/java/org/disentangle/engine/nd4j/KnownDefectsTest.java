package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.backend.NativeLibrary;
import org.disentangle.engine.nd4j.kernel.ElementOp;
import org.disentangle.engine.nd4j.kernel.NativeOp;
import org.disentangle.engine.nd4j.memory.NativeMemory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the engine works around. A test that fails here says that a release has mended something: take the work-around out. What is worked around
 * for its speed alone is measured by {@code Nd4jWorkaroundBenchmark}.
 */
class KnownDefectsTest {

    @BeforeAll
    static void loadNatives() {
        new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 1)).close();
    }

    @BeforeEach
    void useOneThread() {
        NativeLibrary.backend().enter(0, 1);
    }

    @Test
    void maximum_drops_nan() {
        assertThat(first("maximum", Nd4j.createFromArray(Float.NaN), Nd4j.createFromArray(1f)))
                .isEqualTo(1);
    }

    @Test
    void the_largest_of_some_numbers_leaves_nan_out() {
        INDArray result = Nd4j.create(DataType.FLOAT, 1);
        NativeOp.reduction("reduce_max", 0)
                .run(new INDArray[] {Nd4j.createFromArray(1f, Float.NaN, 0f)}, new INDArray[] {result});
        assertThat(result.getFloat(0)).isEqualTo(1);
    }

    @Test
    void a_sum_of_many_numbers_is_wrong_by_a_percent() {
        INDArray numbers = Nd4j.create(DataType.FLOAT, 4_000_000);
        numbers.assign(10.1);
        INDArray sum = Nd4j.create(DataType.FLOAT, 1);
        NativeOp.reduction("reduce_sum", 0).run(new INDArray[] {numbers}, new INDArray[] {sum});
        assertThat(Math.abs(sum.getFloat(0) / 40_400_000 - 1)).isGreaterThan(1e-3f);
    }

    @Test
    void log_softmax_of_a_share_too_small_for_a_float_is_minus_infinity() {
        INDArray result = Nd4j.create(DataType.FLOAT, 1, 2);
        NativeOp.of("log_softmax", 1)
                .run(new INDArray[] {Nd4j.createFromArray(0f, -150f).reshape(1, 2)}, new INDArray[] {result});
        assertThat(result.getFloat(1)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void the_hyperbolic_tangent_of_a_small_number_has_lost_its_digits() {
        INDArray tanh = Nd4j.create(DataType.FLOAT, 2);
        new ElementOp(Tanh::new).run(new INDArray[] {Nd4j.createFromArray(1e-6f, 1e-8f)}, new INDArray[] {tanh});
        assertThat(tanh.getFloat(0)).isNotCloseTo(1e-6f, within(1e-9f));
        assertThat(tanh.getFloat(1)).isZero();
    }

    /** Told by places, not by the process's size: what the garbage collector frees of earlier tests makes that smaller at any time. */
    @Test
    void closing_an_array_does_not_free_its_memory() {
        List<DataBuffer> uncollected = new ArrayList<>();
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            INDArray array = Nd4j.createUninitialized(DataType.FLOAT, 1_000_000);
            uncollected.add(array.data());
            places.add(array.data().address());
            array.close();
        }
        // Freed at once, two or three places serve them all; a collection in between can give some of them back, but
        // not most.
        assertThat(places).hasSizeGreaterThan(10);
    }

    @Test
    void maxpool2d_drops_nan() {
        INDArray largest = Nd4j.create(DataType.FLOAT, 1, 1, 1, 1);
        NativeOp.of("maxpool2d", 2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 0)
                .run(
                        new INDArray[] {
                            Nd4j.createFromArray(1f, Float.NaN, 0f, -1f).reshape(1, 1, 2, 2)
                        },
                        new INDArray[] {largest});
        assertThat(largest.getFloat(0)).isEqualTo(1);
    }

    /** Shown within memory that is the test's own: the array is the middle of a larger one. What is beyond the end ND4J refuses here. */
    @Test
    void gather_reads_ahead_of_its_array() {
        try (NativeMemory memory = new NativeMemory(8 * Float.BYTES)) {
            memory.array(0, Shape.of(8), DataType.FLOAT).assign(Nd4j.createFromArray(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f));
            INDArray middle = memory.array(2 * Float.BYTES, Shape.of(4), DataType.FLOAT);
            INDArray gathered = Nd4j.create(DataType.FLOAT, 2);

            NativeOp.of("gather", 0)
                    .run(new INDArray[] {middle, Nd4j.createFromArray(0L, -1L)}, new INDArray[] {gathered});

            assertThat(gathered.toFloatVector()).containsExactly(2, 1);
        }
    }

    /** The same sums again and again: in order they would be the same bits. A busy machine can have its threads take turns for a while. */
    @Test
    void scatter_add_adds_in_another_order_each_time() {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("threads that come in another order need two processors")
                .isGreaterThan(1);
        int count = 50_000;
        long[] indices = new long[count];
        float[] summands = new float[count];
        for (int i = 0; i < count; i++) {
            indices[i] = i % 8;
            summands[i] = 1 + i * 7919L % 1000 / 1000f;
        }
        INDArray[] reads = {
            Nd4j.create(DataType.FLOAT, 8), Nd4j.createFromArray(indices), Nd4j.createFromArray(summands)
        };
        NativeLibrary.backend().enter(0, 2);
        NativeOp scatter = NativeOp.of("scatter_add");
        Set<String> sums = new HashSet<>();
        for (int i = 0; i < 500 && sums.size() < 2; i++) {
            INDArray sum = Nd4j.create(DataType.FLOAT, 8);
            scatter.run(reads, new INDArray[] {sum});
            sums.add(Arrays.toString(sum.toFloatVector()));
        }
        assertThat(sums).hasSize(2);
    }

    @Test
    void samediff_has_no_gradient_of_batch_norm() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Nd4j.createFromArray(1f, 2f, 3f, 4f).reshape(2, 2));
        SDVariable normalised = graph.nn()
                .batchNorm(
                        x,
                        graph.constant(Nd4j.createFromArray(2f, 3f)),
                        graph.constant(Nd4j.createFromArray(1f, 1f)),
                        graph.constant(Nd4j.createFromArray(1f, 1f)),
                        graph.constant(Nd4j.createFromArray(0f, 0f)),
                        1e-5,
                        1);
        normalised.sum().markAsLoss();

        assertThatThrownBy(() -> graph.calculateGradients(Map.of(), "x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("axis must be specified");
    }

    @Test
    void samediffs_gradient_of_a_number_that_an_array_is_divided_by_is_wrong() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.constant(Nd4j.createFromArray(1f, 2f, 3f));
        SDVariable divisor = graph.var("divisor", Nd4j.createFromArray(2f));
        x.div(divisor).sum().markAsLoss();

        INDArray gradient = graph.calculateGradients(Map.of(), "divisor").get("divisor");

        // Of 6 / divisor it is -6 / divisor^2, which is -1.5; ND4J gives that once for each number.
        assertThat(gradient.getFloat(0)).isNotCloseTo(-1.5f, within(0.1f));
    }

    @Test
    void samediffs_gradient_of_a_row_that_minimum_repeats_has_another_shape_than_the_row() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.constant(Nd4j.createFromArray(1f, 2f, 3f, 4f).reshape(2, 2));
        SDVariable row = graph.var("row", Nd4j.createFromArray(2f, 3f));
        graph.math().min(x, row).sum().markAsLoss();

        INDArray gradient = graph.calculateGradients(Map.of(), "row").get("row");

        assertThat(gradient.shape()).isNotEqualTo(new long[] {2});
    }

    private static float first(String operation, INDArray left, INDArray right) {
        INDArray result = Nd4j.create(DataType.FLOAT, 1);
        NativeOp.of(operation).run(new INDArray[] {left, right}, new INDArray[] {result});
        return result.getFloat(0);
    }
}
