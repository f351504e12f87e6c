package org.disentangle.metrics.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the shards of one piece of work on a few threads. How the work falls into shards is the caller's and must not depend on
 * the number of threads: then every shard computes the same bits wherever it runs, and results added up in the order of the
 * shards do not show how many threads there were.
 */
public final class Shards implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /** @param threads at least 1; no more than these run at once */
    public Shards(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "metrics");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One shard's work. */
    @FunctionalInterface
    public interface Work {
        /** @param worker in {@code 0..threads-1}; no two shards with the same worker run at once, so it can choose scratch space */
        void run(int shard, int worker);
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs every shard once and returns when all are done.
     *
     * @throws RuntimeException the first failure of a shard, by worker
     */
    public void run(int shards, Work work) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, shards); i++) {
            int worker = i;
            running.add(pool.submit(() -> {
                for (int shard = next.getAndIncrement(); shard < shards; shard = next.getAndIncrement()) {
                    work.run(shard, worker);
                }
            }));
        }
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            running.forEach(one -> one.cancel(true));
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while metrics were computed");
        } catch (ExecutionException e) {
            running.forEach(one -> one.cancel(true));
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The first of {@code total} items that belongs to a shard; shards are contiguous and differ by at most one item. */
    public static int start(int shard, int shards, int total) {
        return (int) ((long) total * shard / shards);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
