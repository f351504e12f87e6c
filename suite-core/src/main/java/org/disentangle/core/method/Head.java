package org.disentangle.core.method;

import org.disentangle.core.network.HeadOptions;

/** A head: which columns of r it reads and its layers. Heads' outputs side by side, in order, are z. */
public record Head(String name, int start, int length, HeadOptions layers) {}
