package org.disentangle.datasets.npz;

import org.disentangle.core.Check;

/**
 * How large an archive may become when it is unpacked: a few kilobytes can announce terabytes.
 *
 * @param memberBytes the most that one member may hold, and that its array may take in memory
 * @param totalBytes the most that all members together may hold
 */
public record NpzLimits(long memberBytes, long totalBytes) {
    /** Room for data sets: 8 GiB a member, 16 GiB together. */
    public static final NpzLimits DATA_SET = new NpzLimits(8L << 30, 16L << 30);

    public NpzLimits {
        Check.positive("memberBytes", memberBytes);
        Check.positive("totalBytes", totalBytes);
    }
}
