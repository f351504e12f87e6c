package org.disentangle.core.network;

import java.util.List;

/** The encoders of the suite. */
public final class Encoders {
    /** For {@link org.disentangle.core.registry.Registry#of}. */
    public static final List<Encoder<?>> ALL = List.of(new MlpEncoder(), new ConvEncoder(), new ResnetEncoder());

    private Encoders() {}
}
