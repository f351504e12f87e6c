package org.disentangle.datasets.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of pixels and numbers as they are: data that come out otherwise do not pass for the same. */
public final class ContentDigest {

    private final MessageDigest sha256;

    public ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

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
