package org.disentangle.runner.plugin;

import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.Step;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Tensor;

/** Methods that fail on purpose, each in one place. Otherwise they pull the rows of r towards 0. */
public abstract class BrokenMethod implements Method<BrokenMethod.Options> {
    /** @param rate of what is done, which is nothing much */
    public record Options(double rate) {}

    private final String name;

    BrokenMethod(String name) {
        this.name = name;
    }

    /** Throws when it is asked whether it fits the data. */
    public static final class InCheck extends BrokenMethod {
        public InCheck() {
            super("broken-check");
        }

        @Override
        public void check(Options options, DataSetDescription data) {
            throw new IllegalStateException("broken in check");
        }
    }

    /** Throws when it is asked for its heads. */
    public static final class InArchitecture extends BrokenMethod {
        public InArchitecture() {
            super("broken-architecture");
        }

        @Override
        public Architecture architecture(Options options, int representationDimension) {
            throw new IllegalStateException("broken in architecture");
        }
    }

    /** Was built against a core that had more. */
    public static final class Unlinked extends BrokenMethod {
        public Unlinked() {
            super("broken-link");
        }

        @Override
        public Loss objective(Options options, ObjectiveInputs inputs) {
            throw new NoSuchMethodError("broken link");
        }
    }

    /** Throws when a step begins. */
    public static final class InStep extends BrokenMethod {
        public InStep() {
            super("broken-step");
        }

        @Override
        public MethodRun begin(Options options) {
            return step -> {
                throw new IllegalStateException("broken in a step");
            };
        }
    }

    /** Its loss is the root of a negative number. */
    public static final class NotFinite extends BrokenMethod {
        public NotFinite() {
            super("broken-loss");
        }

        @Override
        public Loss objective(Options options, ObjectiveInputs inputs) {
            Tensor pull = inputs.representation().square().mean();
            return new Loss(pull.affine(-1, -1).sqrt(), Map.of());
        }
    }

    /** Throws when a step has ended. */
    public static final class InCallback extends BrokenMethod {
        public InCallback() {
            super("broken-callback");
        }

        @Override
        public MethodRun begin(Options options) {
            return new Callback();
        }
    }

    private static final class Callback implements MethodRun {
        @Override
        public Map<String, HostTensor> stepInputs(Step step) {
            return Map.of();
        }

        @Override
        public void finished(long step, Map<String, Double> scalars) {
            throw new IllegalStateException("broken in a callback");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "Fails on purpose";
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public Architecture architecture(Options options, int representationDimension) {
        return new Architecture(List.of(), List.of(), List.of());
    }

    @Override
    public Loss objective(Options options, ObjectiveInputs inputs) {
        return new Loss(inputs.representation().square().mean(), Map.of());
    }
}
