package org.disentangle.methods.invariance;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.registry.Registry;
import org.disentangle.testkit.MethodGradientContract;

/** What each method of the family must keep, with gradients by LibTorch. */
abstract class InvarianceContract<O extends Record> extends MethodGradientContract<O> {
    private static final Engine LIBTORCH = Registry.load(
                    "engine", Engine.class, InvarianceContract.class.getClassLoader())
            .get("libtorch");

    @Override
    protected Engine engine() {
        return LIBTORCH;
    }
}
