package org.disentangle.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.SessionOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the engine works around. A test that fails here says that a release has mended something: take the work-around out. */
class KnownDefectsTest {

    @BeforeAll
    static void loadNatives() {
        new Nd4jEngine().open(new SessionOptions("cpu", Precision.FP32, 1)).close();
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
    void closing_an_array_does_not_free_its_memory() {
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 40; i++) {
            INDArray array = Nd4j.createUninitialized(DataType.FLOAT, 1_000_000);
            array.assign(1);
            array.close();
        }
        // Freed at once, it would be the same 4 MB again and again.
        assertThat(Pointer.physicalBytes() - before).isGreaterThan(40_000_000);
    }

    private static float first(String operation, INDArray left, INDArray right) {
        INDArray result = Nd4j.create(DataType.FLOAT, 1);
        NativeOp.of(operation).run(new INDArray[] {left, right}, new INDArray[] {result});
        return result.getFloat(0);
    }
}
