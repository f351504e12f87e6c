package org.disentangle.datasets.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.file.DataFileError;
import org.disentangle.datasets.file.FileDigests;

/**
 * Remembers files' digests, so that a file is read for them when it is first used and again when its size or time of change
 * differs, but not by every worker. One small file per data file; losing them costs time only.
 */
public final class DigestCache {

    private static final Pattern LINE = Pattern.compile("(\\d+) (-?\\d+) ([0-9a-f]{64}) ([0-9a-f]{32})\n");

    private final Path folder;

    public DigestCache(Path folder) {
        this.folder = folder;
    }

    /** In the platform's cache folder. */
    public static DigestCache ofThisUser() {
        return new DigestCache(PlatformCache.folder().resolve("digests"));
    }

    /** The digests of a file, remembered or computed. */
    public FileDigests of(Path file) {
        try {
            long size = Files.size(file);
            long changed = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
            return remembered(file, size, changed).orElseGet(() -> refresh(file));
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }

    /** The digests of a file as it is now, whatever is remembered. */
    public FileDigests refresh(Path file) {
        try {
            long changed = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
            FileDigests digests = FileDigests.of(file);
            remember(file, digests, changed);
            return digests;
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }

    private Optional<FileDigests> remembered(Path file, long size, long changed) throws IOException {
        Path note = note(file);
        String text;
        try {
            text = Files.readString(note, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // No note, or none that can be read: the file itself is read instead.
            return Optional.empty();
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()
                || !line.group(1).equals(Long.toString(size))
                || !line.group(2).equals(Long.toString(changed))) {
            return Optional.empty();
        }
        return Optional.of(new FileDigests(size, line.group(3), line.group(4)));
    }

    private void remember(Path file, FileDigests digests, long changed) throws IOException {
        String line = digests.size() + " " + changed + " " + digests.sha256() + " " + digests.md5() + "\n";
        Path note = note(file);
        try {
            AtomicFiles.write(note, line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // A cache that cannot be written to is no reason to refuse the data: they are read again next time.
        }
    }

    private Path note(Path file) throws IOException {
        String name = file.toRealPath().toString();
        return folder.resolve(CanonicalJson.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }
}
