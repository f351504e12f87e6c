package org.disentangle.methods;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.registry.Registry;
import org.disentangle.testkit.MethodGradientContract;

/** What each method must keep, with gradients by LibTorch. */
public abstract class LibTorchContract<O extends Record> extends MethodGradientContract<O> {
    public static final Engine LIBTORCH = Registry.load("engine", Engine.class, LibTorchContract.class.getClassLoader())
            .get("libtorch");

    @Override
    protected Engine engine() {
        return LIBTORCH;
    }
}
