package org.disentangle.datasets.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.disentangle.datasets.file.DataFileError;

/**
 * An {@code .npz} archive: named arrays, each opened when it is asked for and not before. Members that are not asked for, such as
 * pickles, are never opened; members that do not end in {@code .npy} are no arrays and have no name here.
 */
public final class NpzFile implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final NpzLimits limits;
    private final Map<String, ZipEntry> members;

    private NpzFile(Path file, ZipFile zip, NpzLimits limits) {
        this.file = file;
        this.zip = zip;
        this.limits = limits;
        this.members = new NpzMembers(file, limits).check(Collections.list(zip.entries()));
    }

    /**
     * Opens an archive and checks the names and sizes of all its members.
     *
     * @throws DataFileError if the file is missing or damaged, has members with the same name or with names that lead out of a
     *     folder, or would become larger than the limits
     */
    public static NpzFile open(Path file, NpzLimits limits) {
        ZipFile zip = zip(file);
        try {
            return new NpzFile(file, zip, limits);
        } catch (RuntimeException e) {
            try {
                zip.close();
            } catch (IOException secondary) {
                e.addSuppressed(secondary);
            }
            throw e;
        }
    }

    private static ZipFile zip(Path file) {
        if (Files.isDirectory(file)) {
            throw DataFileError.inFile(file, "is a folder, expected a file", "Name the file itself.");
        }
        if (!Files.exists(file)) {
            throw DataFileError.inFile(file, "is missing", "Check its name.");
        }
        try {
            return new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            String single = isSingleArray(file)
                    ? "This is a single array (.npy): save it under a name with numpy.savez."
                    : "It is no archive of numpy.savez, or it was cut short: save or fetch it again.";
            throw DataFileError.inFile(file, "cannot be opened as an .npz archive (" + e.getMessage() + ")", single);
        }
    }

    private static boolean isSingleArray(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Arrays.equals(stream.readNBytes(NpyHeaderReader.MAGIC.length), NpyHeaderReader.MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    public Path file() {
        return file;
    }

    /** The arrays' names, without {@code .npy}, in the archive's order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** The header alone; its size is checked against the member's. */
    public NpyHeader header(String name) {
        try (NpyInput input = input(name)) {
            return NpyHeaderReader.read(input);
        }
    }

    /** The whole array, in C order however it was stored. */
    public NpyArray array(String name) {
        try (NpyInput input = input(name)) {
            return NpyReader.array(input, limits.memberBytes());
        }
    }

    /** The array row by row. */
    public NpyStream stream(String name) {
        NpyInput input = input(name);
        try {
            return new NpyStream(input);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** @throws DataFileError if there is no such member, or it cannot be opened */
    private NpyInput input(String name) {
        ZipEntry entry = members.get(name);
        if (entry == null) {
            throw DataFileError.inFile(file, "has no array '" + name + "'", "It holds " + names() + ".");
        }
        try {
            OptionalLong sum = entry.getCrc() < 0 ? OptionalLong.empty() : OptionalLong.of(entry.getCrc());
            return new NpyInput(file, entry.getName(), zip.getInputStream(entry), entry.getSize(), sum);
        } catch (IOException | IllegalArgumentException e) {
            throw DataFileError.inFile(
                    file,
                    "member '" + entry.getName() + "' cannot be opened (" + e.getMessage() + ")",
                    NpyInput.SAVE_AGAIN);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
    }
}
