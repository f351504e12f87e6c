package org.disentangle.runner.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/**
 * One runner per output folder. The operating system's lock on {@code .lock} ends with its process, however that ends; for
 * runners on other machines, whose locks may not be seen, the file also holds a lease that its owner renews.
 */
public final class OutputLock implements AutoCloseable {
    static final String FILE = ".lock";
    /** A lease that was not renewed for this long is over. */
    static final Duration LEASE = Duration.ofSeconds(90);

    /** Locked far beyond the text, so that others can read who holds the lock. */
    private static final long POSITION = 1L << 40;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final Clock clock;
    private final Owner owner;

    private OutputLock(Path path, FileChannel channel, FileLock lock, Clock clock, Owner owner) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
        this.clock = clock;
        this.owner = owner;
    }

    /** Who holds a folder. */
    record Owner(long pid, String host) {
        static Owner self() {
            return new Owner(ProcessHandle.current().pid(), hostName());
        }

        private static String hostName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }

    /** @throws StoreError if another runner is at work on the folder */
    public static OutputLock acquire(Path folder, Clock clock) {
        return acquire(folder, clock, Owner.self());
    }

    static OutputLock acquire(Path folder, Clock clock, Owner owner) {
        Path path = folder.resolve(FILE);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            String holder = read(channel);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw held(folder, holder);
            }
            if (leased(holder, clock, owner)) {
                throw held(folder, holder);
            }
            OutputLock acquired = new OutputLock(path, channel, lock, clock, owner);
            acquired.renew();
            channel = null;
            return acquired;
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        } finally {
            closeQuietly(path, channel);
        }
    }

    /** Says that the owner is alive; called more often than {@link #LEASE}. */
    public synchronized void renew() {
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("pid", owner.pid());
        text.put("host", owner.host());
        text.put("renewed_at", clock.instant().toString());
        write(JsonText.pretty(text));
    }

    /** Whether the file still names this owner; a runner that slept through its lease may have lost the folder. */
    public synchronized boolean isHeld() {
        try {
            return lock.isValid() && parse(read(channel)).map(Lease::owner).equals(Optional.of(owner));
        } catch (IOException e) {
            throw StoreError.reading(path, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel.isOpen() && isHeld()) {
                write("");
            }
            channel.close();
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        }
    }

    private void write(String text) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(false);
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(POSITION, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** On this machine the system's lock decides; from elsewhere, the lease. */
    private static boolean leased(String holder, Clock clock, Owner owner) {
        return parse(holder)
                .filter(lease -> !lease.owner().host().equals(owner.host()))
                .filter(lease -> lease.renewedAt().plus(LEASE).isAfter(clock.instant()))
                .isPresent();
    }

    private static StoreError held(Path folder, String holder) {
        String who = parse(holder)
                .map(lease -> " (process " + lease.owner().pid() + " on "
                        + lease.owner().host() + ", last seen " + lease.renewedAt() + ")")
                .orElse("");
        return new StoreError("Another runner is at work on " + folder + who
                + ". Wait for it, stop it, or give another --out. If it is gone from another machine, its claim ends "
                + LEASE.toSeconds() + " seconds after it was last seen.");
    }

    private record Lease(Owner owner, Instant renewedAt) {}

    /** Empty for a file that says nothing, or that was cut off while it was written. */
    private static Optional<Lease> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            Tree.Mapping lease = JsonReader.read(FILE, text).asMapping("a lock");
            return Optional.of(new Lease(
                    new Owner(lease.whole("pid"), lease.text("host")), Instant.parse(lease.text("renewed_at"))));
        } catch (UserError | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Until the end of the file or of the buffer.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static void closeQuietly(Path path, @Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw StoreError.writing(path, e);
            }
        }
    }
}
