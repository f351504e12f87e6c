package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each run small pieces of work by themselves, one LibTorch thread each: cheaper than sharing every small kernel among
 * threads, which would wait for each other after each.
 */
final class RowWorkers implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    RowWorkers(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "libtorch-rows");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the pieces 0..count-1, in any order, and waits for all; the first error is thrown after they have stopped. */
    void forEach(int count, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, count); i++) {
            running.add(executor.submit(() -> work(next, count, piece)));
        }
        @Nullable RuntimeException failure = null;
        for (Future<?> worker : running) {
            try {
                await(worker);
            } catch (ExecutionException e) {
                next.set(count);
                failure = failure == null ? asRuntime(e.getCause()) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits whatever happens: a worker that went on alone would use memory that its caller has released. */
    private static void await(Future<?> worker) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    worker.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void work(AtomicInteger next, int count, IntConsumer piece) {
        if (torch.get_num_threads() != 1) {
            torch.set_num_threads(1);
        }
        try (NoGradGuard guard = new NoGradGuard()) {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                piece.accept(i);
            }
        }
    }

    private static RuntimeException asRuntime(@Nullable Throwable cause) {
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
