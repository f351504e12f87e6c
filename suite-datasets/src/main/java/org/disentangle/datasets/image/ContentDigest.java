package org.disentangle.datasets.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.disentangle.datasets.file.FileDigests;

/** SHA-256 of pixels and numbers as they are: data that come out otherwise do not pass for the same. */
public final class ContentDigest {

    private final MessageDigest sha256 = FileDigests.newSha256();

    /** @return this */
    public ContentDigest add(byte... content) {
        sha256.update(content);
        return this;
    }

    /** Big-endian. @return this */
    public ContentDigest add(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        sha256.update(bytes.array());
        return this;
    }

    /** Lower-case hex; ends the digest. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
