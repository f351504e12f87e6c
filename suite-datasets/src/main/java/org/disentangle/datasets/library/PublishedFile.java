package org.disentangle.datasets.library;

import org.disentangle.datasets.file.FileDigests;

/**
 * A file as its authors published it.
 *
 * @param size in bytes
 * @param md5 lower-case hex; empty if it was not published
 */
public record PublishedFile(String name, long size, String md5) {

    /** Whether a file has exactly the published content. */
    public boolean matches(FileDigests digests) {
        return digests.size() == size && digests.md5().equals(md5);
    }
}
