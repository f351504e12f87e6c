package org.disentangle.core.method;

import org.disentangle.core.Check;

/** A named slice of r or z: columns {@code start} to {@code start + length - 1}. */
public record Block(String name, int start, int length) {
    public Block {
        Check.within("block start", start, 0, 1 << 20);
        Check.within("block length", length, 1, 1 << 20);
    }
}
