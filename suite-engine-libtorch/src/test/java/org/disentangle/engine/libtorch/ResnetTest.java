package org.disentangle.engine.libtorch;

import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.engine.Session;
import org.disentangle.core.engine.SessionOptions;
import org.disentangle.core.tensor.Mode;
import org.disentangle.testkit.engine.ResnetContract;
import org.junit.jupiter.api.Test;

class ResnetTest extends ResnetContract {
    @Override
    protected Engine engine() {
        return new LibTorchEngine();
    }

    @Test
    void bfloat16_gives_nearly_the_same_features() {
        try (Session low = engine().open(new SessionOptions("cpu", Precision.BF16, 2))) {
            assertFeatures(features(low, Mode.EVALUATION), GOLDEN.get("evaluation"), 0.1);
        }
    }
}
