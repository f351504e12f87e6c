package org.disentangle.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

@Timeout(60)
class OneThreadTest {
    private final int masterThreads = Nd4j.getEnvironment().maxMasterThreads();
    private final int productThreads = Nd4j.factory().blas().getMaxThreads();

    /** More than 1, where the machine has as many. */
    private int several;

    @BeforeEach
    void set() {
        Nd4j.getEnvironment().setMaxMasterThreads(2);
        several = Nd4j.getEnvironment().maxMasterThreads();
        Nd4j.factory().blas().setMaxThreads(2);
    }

    @AfterEach
    void putBack() {
        Nd4j.getEnvironment().setMaxMasterThreads(masterThreads);
        Nd4j.factory().blas().setMaxThreads(productThreads);
    }

    /** The process's two, and OpenMP's of this thread. */
    private static List<Integer> numbers() {
        return List.of(
                Nd4j.getEnvironment().maxMasterThreads(),
                Nd4j.factory().blas().getMaxThreads(),
                NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
    }

    @Test
    void who_leaves_first_takes_nothing_from_who_still_works_and_the_last_puts_all_back() throws Exception {
        CountDownLatch firstIsIn = new CountDownLatch(1);
        CountDownLatch secondIsIn = new CountDownLatch(1);
        CountDownLatch firstHasLeft = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<List<Integer>> first = pool.submit(() -> {
                List<Integer> within = OneThread.call(() -> {
                    firstIsIn.countDown();
                    await(secondIsIn);
                    return numbers();
                });
                firstHasLeft.countDown();
                return within;
            });
            Future<List<Integer>> second = pool.submit(() -> {
                await(firstIsIn);
                return OneThread.call(() -> {
                    secondIsIn.countDown();
                    await(firstHasLeft);
                    return numbers();
                });
            });
            assertThat(first.get()).containsExactly(1, 1, 1);
            assertThat(second.get()).containsExactly(1, 1, 1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(numbers()).startsWith(several, 2);
    }

    @Test
    void work_within_work_and_work_that_fails_leave_the_numbers_as_they_were() {
        List<Integer> before = numbers();
        assertThat(OneThread.call(() -> {
                    assertThat(OneThread.call(OneThreadTest::numbers)).containsExactly(1, 1, 1);
                    return numbers();
                }))
                .containsExactly(1, 1, 1);
        assertThat(numbers()).isEqualTo(before);
        assertThatThrownBy(() -> OneThread.call(() -> {
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");
        assertThat(numbers()).isEqualTo(before);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void products_stay_on_one_thread_although_nd4j_sets_their_number_with_the_first() {
        List<Integer> after = OneThread.call(() -> {
            try (INDArray left = Nd4j.ones(64, 64);
                    INDArray right = Nd4j.ones(64, 64);
                    INDArray product = left.mmul(right)) {
                assertThat(product.getDouble(0)).isEqualTo(64);
            }
            return numbers();
        });
        assertThat(after).containsExactly(1, 1, 1);
    }
}
