package org.disentangle.runner.trial;

import java.util.List;
import java.util.Map;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Calculation;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.Step;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** For tests: puts every group into one of two cells by what its views look like, once an epoch, and tells the loss. */
final class Sorting implements Method<Sorting.Options> {
    record Options() {}

    @Override
    public String name() {
        return "sorting";
    }

    @Override
    public String summary() {
        return "For tests";
    }

    @Override
    public Options defaults() {
        return new Options();
    }

    @Override
    public Architecture architecture(Options options, int representationDimension) {
        return new Architecture(List.of(), List.of(), List.of());
    }

    @Override
    public List<StepInput> stepInputs(Options options) {
        return List.of(new StepInput("share", ElementType.FLOAT32, Shape.SCALAR, "of the batch in cell 1"));
    }

    @Override
    public Loss objective(Options options, ObjectiveInputs inputs) {
        Tensor size = inputs.representation().square().mean();
        return new Loss(size.times(inputs.stepInput("share").plus(1)), Map.of("size", size));
    }

    @Override
    public MethodRun begin(Options options) {
        return new Run();
    }

    private static final class Run implements MethodRun {
        private int[] cells = {};
        private int looks;

        @Override
        public void before(Interlude interlude) {
            if (interlude.step() % interlude.stepsPerEpoch() != 0) {
                return;
            }
            HostTensor views = interlude.embeddings(looks);
            int groups = views.shape().size(1);
            int width = views.shape().size(2);
            ProgramBuilder builder = new ProgramBuilder("sums");
            Tensor input = builder.input("views", ElementType.FLOAT32, Shape.of(2, groups, width));
            builder.output("sums", input.sum(0, 2));
            try (Calculation sums = interlude.prepare(builder.build())) {
                float[] values = sums.run(Map.of("views", sums.upload(views)))
                        .get("sums")
                        .floats();
                int[] found = new int[groups];
                for (int group = 0; group < groups; group++) {
                    found[group] = values[group] > values[0] ? 1 : 0;
                }
                interlude.working("sorting", 1);
                cells = found;
                looks++;
            }
        }

        @Override
        public Map<String, HostTensor> stepInputs(Step step) {
            double share = 0;
            for (int group : step.groups()) {
                share += (double) cells[group] / step.groups().length;
            }
            return Map.of("share", HostTensor.scalar((float) share));
        }

        @Override
        public Map<String, HostTensor> state() {
            return Map.of("cells", HostTensor.indices(cells), "looks", HostTensor.indices(looks));
        }

        @Override
        public void restore(Map<String, HostTensor> state) {
            long[] saved = state.get("cells").longs();
            cells = new int[saved.length];
            java.util.Arrays.setAll(cells, i -> (int) saved[i]);
            looks = (int) state.get("looks").longs()[0];
        }

        @Override
        public MethodReport report() {
            return new MethodReport(Map.of("looks", (double) looks), Map.of("cells", cells));
        }
    }
}
