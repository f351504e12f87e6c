package org.disentangle.datasets.npz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.disentangle.datasets.file.DataFileError;

/** What an archive's directory says of its members, checked before any of them is opened. */
final class NpzMembers {
    private static final String SUFFIX = ".npy";
    /** Deflate packs at best 258 bytes into two bits. */
    private static final long MOST_RATIO = 1032;

    private final Path file;
    private final NpzLimits limits;

    NpzMembers(Path file, NpzLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** @return the arrays' entries by name, in the archive's order */
    Map<String, ZipEntry> check(List<? extends ZipEntry> entries) {
        Map<String, ZipEntry> found = new LinkedHashMap<>();
        long total = 0;
        for (ZipEntry entry : entries) {
            checkName(entry.getName());
            checkSize(entry);
            total += entry.getSize();
            if (total > limits.totalBytes()) {
                throw refused("the members together announce more than " + limits.totalBytes() + " bytes");
            }
            if (entry.getName().endsWith(SUFFIX)) {
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                if (found.put(name, entry) != null) {
                    throw refused("two members are called '" + entry.getName() + "'");
                }
            }
        }
        return found;
    }

    private void checkName(String name) {
        boolean leadsOut = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || Arrays.asList(name.split("/", -1)).contains("..");
        if (leadsOut || name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused("the member name '" + printable(name) + "' is not a plain name");
        }
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.chars().forEach(c -> text.append(c < ' ' || c == 0x7f ? '?' : (char) c));
        return text.toString();
    }

    private void checkSize(ZipEntry entry) {
        long size = entry.getSize();
        long packed = entry.getCompressedSize();
        String member = "member '" + entry.getName() + "' ";
        if (size < 0 || packed < 0 || packed > file.toFile().length()) {
            throw refused(member + "is larger than the file");
        }
        if (size > limits.memberBytes()) {
            throw refused(member + "announces " + size + " bytes, at most " + limits.memberBytes() + " are allowed");
        }
        boolean possible = entry.getMethod() == ZipEntry.STORED ? size == packed : size <= MOST_RATIO * (packed + 1);
        if (!possible) {
            throw refused(member + "announces " + size + " bytes, which cannot come of " + packed);
        }
    }

    private DataFileError refused(String found) {
        return DataFileError.inFile(file, found, "Save the arrays that are wanted anew with numpy.savez.");
    }
}
