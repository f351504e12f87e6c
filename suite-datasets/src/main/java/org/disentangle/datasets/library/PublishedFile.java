package org.disentangle.datasets.library;

import org.disentangle.datasets.file.FileDigests;

/**
 * A file as its authors published it.
 *
 * @param size in bytes; {@value #UNKNOWN} if it was not published
 * @param md5 lower-case hex; empty if it was not published
 */
public record PublishedFile(String name, long size, String md5) {

    static final long UNKNOWN = -1;

    /** Whether a file has exactly the published content. */
    public boolean matches(FileDigests digests) {
        return (size == UNKNOWN || digests.size() == size) && digests.md5().equals(md5);
    }
}
