package org.disentangle.datasets.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies a file's content.
 *
 * @param size in bytes
 * @param sha256 lower-case hex
 * @param md5 lower-case hex; the sums that authors of older data sets published. It tells damage, not malice
 */
public record FileDigests(long size, String sha256, String md5) {

    /** Reads the whole file. */
    public static FileDigests of(Path file) {
        MessageDigest sha256 = newSha256();
        MessageDigest md5 = algorithm("MD5");
        byte[] buffer = new byte[1 << 17];
        long size = 0;
        try (InputStream stream = Files.newInputStream(file)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                sha256.update(buffer, 0, count);
                md5.update(buffer, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw DataFileError.unreadable(file, e);
        }
        return new FileDigests(
                size, HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(md5.digest()));
    }

    /** A SHA-256 that nothing has been added to. */
    public static MessageDigest newSha256() {
        return algorithm("SHA-256");
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has " + name, e);
        }
    }
}
