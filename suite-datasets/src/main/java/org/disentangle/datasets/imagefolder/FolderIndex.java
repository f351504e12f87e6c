package org.disentangle.datasets.imagefolder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.disentangle.core.UserError;
import org.disentangle.datasets.scene.BySplit;

/**
 * The pictures of a folder, in an order that every machine gives them.
 *
 * @param classes the names of the class folders, in the order of their UTF-8 bytes; labels are indices into it
 * @param files of each split, in the order of their names' UTF-8 bytes
 */
record FolderIndex(List<String> classes, BySplit<List<Entry>> files) {

    /** The order of names: that of their bytes in UTF-8, as {@code LC_ALL=C sort} has it. */
    static final Comparator<String> ORDER = (left, right) -> Arrays.compareUnsigned(utf8(left), utf8(right));

    /**
     * A picture's file.
     *
     * @param name below the split's folder, with {@code /} between its parts, such as {@code n01440764/a.JPEG}
     * @param size in bytes
     * @param modified nanoseconds since 1970, to tell that it has changed
     */
    record Entry(String name, int label, long size, long modified) {}

    /**
     * A part of the entries that looks like all of them: those whose names have the smallest hashes, so that a smaller part lies
     * within a larger one.
     *
     * @param all in the order of their names
     * @param most how many; 0 for all
     */
    static List<Entry> part(List<Entry> all, int most, String key) {
        if (most > all.size()) {
            throw new UserError("'" + key + "' is " + most + ", but there are " + all.size()
                    + " such pictures; allowed is at most that many, or 0 for all");
        }
        if (most == 0 || most == all.size()) {
            return all;
        }
        return byHash(all)
                .limit(most)
                .mapToObj(all::get)
                .sorted(Comparator.comparing(Entry::name, ORDER))
                .toList();
    }

    /** The places of all entries, in the order of their names' hashes. */
    static IntStream byHash(List<Entry> entries) {
        record Hashed(int place, NameHash hash) {}
        return IntStream.range(0, entries.size())
                .mapToObj(place ->
                        new Hashed(place, NameHash.of(entries.get(place).name())))
                .sorted(Comparator.comparing(Hashed::hash))
                .mapToInt(Hashed::place);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
