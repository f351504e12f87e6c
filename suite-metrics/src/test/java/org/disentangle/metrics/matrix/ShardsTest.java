package org.disentangle.metrics.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.disentangle.core.UserError;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void every_shard_runs_once_however_many_threads_there_are() {
        for (int count : new int[] {1, 2, 7}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(50);
            try (Shards threads = new Shards(count)) {
                threads.run(50, (shard, worker) -> {
                    assertThat(worker).isBetween(0, count - 1);
                    runs.incrementAndGet(shard);
                });
            }
            for (int shard = 0; shard < 50; shard++) {
                assertThat(runs.get(shard)).isEqualTo(1);
            }
        }
    }

    @Test
    void a_failure_in_a_shard_comes_out_as_it_is() {
        try (Shards threads = new Shards(2)) {
            assertThatThrownBy(() -> threads.run(8, (shard, worker) -> {
                        if (shard == 5) {
                            throw new UserError("shard 5");
                        }
                    }))
                    .isInstanceOf(UserError.class)
                    .hasMessage("shard 5");
        }
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_visible() {
        CountDownLatch never = new CountDownLatch(1);
        try (Shards threads = new Shards(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> threads.run(1, (shard, worker) -> await(never)))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shards_are_contiguous_and_differ_by_at_most_one_item() {
        for (int total = 0; total < 40; total++) {
            assertThat(Shards.start(0, 16, total)).isZero();
            assertThat(Shards.start(16, 16, total)).isEqualTo(total);
            for (int shard = 0; shard < 16; shard++) {
                assertThat(Shards.start(shard + 1, 16, total) - Shards.start(shard, 16, total))
                        .isBetween(total / 16, total / 16 + 1);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
