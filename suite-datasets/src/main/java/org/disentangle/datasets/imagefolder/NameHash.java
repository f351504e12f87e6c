package org.disentangle.datasets.imagefolder;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.disentangle.datasets.file.FileDigests;

/** The first 16 bytes of the SHA-256 of a name in UTF-8: what chooses pictures by their names alone. */
record NameHash(long first, long second) implements Comparable<NameHash> {

    static NameHash of(String name) {
        ByteBuffer digest = ByteBuffer.wrap(FileDigests.newSha256().digest(FolderIndex.utf8(name)));
        return new NameHash(digest.getLong(), digest.getLong());
    }

    /** The first 16 hexadecimal digits of the SHA-256 of a text. */
    static String hex(String text) {
        return HexFormat.of().toHexDigits(of(text).first);
    }

    /** Whether the name falls into the tenth that is for testing. */
    boolean inTestTenth() {
        return Long.remainderUnsigned(first, 10) == 0;
    }

    @Override
    public int compareTo(NameHash other) {
        int order = Long.compareUnsigned(first, other.first);
        return order == 0 ? Long.compareUnsigned(second, other.second) : order;
    }
}
