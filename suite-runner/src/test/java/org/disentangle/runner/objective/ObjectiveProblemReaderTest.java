package org.disentangle.runner.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Head;
import org.disentangle.core.method.Loss;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.ObjectiveInputs;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.Fixtures;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.json.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a method that takes r, z and a step input of real numbers. */
class ObjectiveProblemReaderTest {
    private static final NpyArray Z = NpyArray.of(List.of(2, 2, 1), 1f, 2f, 3f, 4f);
    private static final NpyArray R = NpyArray.of(List.of(2, 2, 2), 1f, 0f, 1f, 0f, 1f, 0f, 5f, 0f);
    private static final NpyArray WEIGHTS = NpyArray.of(List.of(3), 0.5, 1, 2.5);

    @TempDir
    Path folder;

    /** No options. */
    public record NoOptions() {}

    private static final class Both implements Method<NoOptions> {
        @Override
        public String name() {
            return "both";
        }

        @Override
        public String summary() {
            return "Takes whatever there is";
        }

        @Override
        public NoOptions defaults() {
            return new NoOptions();
        }

        @Override
        public Architecture architecture(NoOptions options, int representationDimension) {
            HeadOptions layers = new HeadOptions(List.of(), 1, false, true, false);
            return new Architecture(List.of(), List.of(new Head("z", 0, representationDimension, layers)), List.of());
        }

        @Override
        public List<StepInput> stepInputs(NoOptions options) {
            return List.of(new StepInput("weights", ElementType.FLOAT32, Shape.of(3), "three weights"));
        }

        /** {@code mean(z^2) + sum(weights) * mean(r)}. */
        @Override
        public Loss objective(NoOptions options, ObjectiveInputs inputs) {
            Tensor squares = inputs.embedding().square().mean();
            Tensor mean = inputs.representation().mean();
            Tensor weight = inputs.stepInput("weights").sum();
            return new Loss(squares.plus(weight.times(mean)), Map.of("squares", squares));
        }
    }

    private ObjectiveProblem read(Map<String, NpyArray> arrays) throws IOException {
        Path file = folder.resolve("batch.npz");
        try (OutputStream out = Files.newOutputStream(file)) {
            NpzWriter.write(arrays, out);
        }
        Catalog all = Fixtures.CATALOG;
        Catalog catalog = new Catalog(
                Registry.<Method<?>>of("method", List.of(new Both())),
                all.dataSets(),
                all.encoders(),
                all.metrics(),
                all.engines(),
                all.plugins());
        Tree.Mapping settings = Tree.of("test", Map.of("name", "both")).asMapping("it");
        return new ObjectiveProblemReader(new ExperimentReader(catalog)).read(settings, file);
    }

    private static Map<String, NpyArray> arrays(NpyArray z, NpyArray r, NpyArray weights) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("z", z);
        arrays.put("r", r);
        arrays.put("weights", weights);
        return arrays;
    }

    @Test
    void r_z_and_step_inputs_reach_the_objective_and_both_gradients_come_back() throws IOException {
        ObjectiveProblem problem = read(arrays(Z, R, WEIGHTS));
        ObjectiveResult result = ObjectiveResult.of(Fixtures.CATALOG.engines().get("libtorch"), problem);

        assertThat(problem.notes()).isEmpty();
        assertThat(result.loss()).isCloseTo(7.5 + 4 * 1, within(1e-6));
        assertThat(result.terms()).containsExactly(Map.entry("squares", 7.5));
        NpyArray z = result.gradients().get("z");
        NpyArray r = result.gradients().get("r");
        assertThat(z).hasToString("float32[2, 2, 1]");
        assertThat(z.floats()).containsExactly(new float[] {0.5f, 1f, 1.5f, 2f}, within(1e-6f));
        assertThat(r).hasToString("float32[2, 2, 2]");
        assertThat(r.floats()).containsOnly(0.5f);
        assertThat(result.gradientNorm()).isCloseTo(Math.sqrt(7.5 + 8 * 0.25), within(1e-6));
    }

    @Test
    void the_arrays_are_listed_with_the_methods_own_words() {
        assertThat(ObjectiveArray.of(new org.disentangle.core.method.ConfiguredMethod<>(new Both(), new NoOptions())))
                .extracting(ObjectiveArray::line)
                .containsExactly(
                        "z            float32 [2, batch, dim]  what the heads make of r, view by view, not normalised; dim is 1"
                                + " unless options say otherwise",
                        "r            float32 [2, batch, dim]  the encoder's output, view by view, not normalised",
                        "weights      float32 [3]  three weights");
    }

    @Test
    void a_step_input_of_another_type_or_shape_is_refused() {
        assertThatThrownBy(() -> read(arrays(Z, R, NpyArray.of(List.of(3), 1L, 2L, 3L))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("batch.npz: array 'weights' is int64[3], expected float32 or float64");
        assertThatThrownBy(() -> read(arrays(Z, R, NpyArray.of(List.of(1, 3), 1f, 2f, 3f))))
                .hasMessageContaining("array 'weights' is float32[1, 3], expected the shape [3]");
        assertThatThrownBy(() -> read(arrays(Z, R, NpyArray.of(List.of(3), 1, Double.NaN, 0))))
                .hasMessageContaining("array 'weights' holds NaN at [1]");
    }

    @Test
    void a_method_without_the_option_embedding_takes_rows_of_its_own_width_alone() {
        assertThatThrownBy(() -> read(arrays(R, R, WEIGHTS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("The rows of z have 2 numbers, but the heads of 'both' make 1")
                .hasMessageNotContaining("embedding: null");
    }
}
