package org.disentangle.runner.trial;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.disentangle.core.data.RowSource;
import org.disentangle.core.tensor.HostTensor;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the rows of batches, the next batch on a thread of its own while the device works. At most one batch lies ready; what is
 * fetched does not depend on whether it was read ahead.
 */
final class RowFetcher implements AutoCloseable {
    private final Map<String, RowSource> sources;
    private @Nullable ExecutorService thread;
    private @Nullable Pending pending;

    private record Pending(int[] rows, Future<Map<String, HostTensor>> values) {}

    RowFetcher(Map<String, RowSource> sources) {
        this.sources = sources;
    }

    /** Starts to fetch what will be asked for next. */
    void readAhead(int[] rows) {
        if (sources.isEmpty() || pending != null) {
            return;
        }
        ExecutorService executor =
                thread == null ? thread = Executors.newSingleThreadExecutor(RowFetcher::daemon) : thread;
        int[] wanted = rows.clone();
        pending = new Pending(wanted, executor.submit(() -> read(wanted)));
    }

    /** @return by input name UINT8 {@code [rows, ...]} */
    Map<String, HostTensor> fetch(int[] rows) {
        Pending ready = pending;
        pending = null;
        if (ready != null && Arrays.equals(ready.rows, rows)) {
            return await(ready.values);
        }
        return read(rows);
    }

    private Map<String, HostTensor> read(int[] rows) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        sources.forEach((name, source) -> values.put(name, source.read(rows)));
        return values;
    }

    private static Map<String, HostTensor> await(Future<Map<String, HostTensor>> values) {
        try {
            return values.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rows were fetched", e);
        }
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "row-fetcher");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
