package org.disentangle.engine.nd4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class NativeLibraryTest {

    /** ND4J gives OpenBLAS all cores with the first product of arrays: such as one of Deeplearning4j's, in the process of an engine. */
    @Test
    void openblas_computes_on_one_thread_whoever_asks_for_products() {
        assertThat(NativeLibrary.failure()).isEmpty();

        Nd4j.ones(DataType.FLOAT, 8, 8).mmul(Nd4j.ones(DataType.FLOAT, 8, 8));

        assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
    }
}
