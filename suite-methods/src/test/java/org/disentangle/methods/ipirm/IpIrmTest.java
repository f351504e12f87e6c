package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Architecture;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveProgram;
import org.disentangle.core.network.HeadOptions;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.Shape;
import org.disentangle.methods.Goldens;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class IpIrmTest extends MethodGradientContract<IpIrmOptions> {
    /** Partitions of six images, oldest first, as a checkpoint has them. */
    static final Map<String, HostTensor> FOUND = Map.of(
            "partition",
            HostTensor.of(Shape.of(3, 6), new long[] {0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0}),
            "objectives",
            HostTensor.of(Shape.of(3), new long[3]));

    @Override
    protected Method<IpIrmOptions> method() {
        return new IpIrm();
    }

    @Override
    protected MethodRun begin(IpIrmOptions options) {
        MethodRun run = method().begin(options);
        run.restore(FOUND);
        return run;
    }

    @Override
    protected List<IpIrmOptions> settings() {
        return List.of(
                options(0.5, 0.5, 0.2, Penalty.PER_COLUMN, true, 8),
                options(0.3, 0.7, 0.2, Penalty.PER_COLUMN, false, 2),
                options(0.5, 0.5, 3, Penalty.SCALAR, true, 1));
    }

    /** The partition would have to be reordered too; see the test below. */
    @Override
    protected boolean ignoresOrderOfGroups() {
        return false;
    }

    @Test
    void with_one_scale_the_order_of_the_batch_does_not_matter_and_with_one_per_column_it_does() {
        double[] rows = Goldens.waves(12 * 4);
        int[] order = {4, 2, 0, 5, 1, 3};
        double[] partition = {0, 1, 1, 0, 1, 0};
        double[] reorderedPartition = new double[6];
        double[] reorderedRows = new double[rows.length];
        for (int i = 0; i < 6; i++) {
            reorderedPartition[i] = partition[order[i]];
            for (int view = 0; view < 2; view++) {
                System.arraycopy(rows, 4 * (6 * view + order[i]), reorderedRows, 4 * (6 * view + i), 4);
            }
        }
        IpIrmOptions scalar = options(0.5, 0.5, 1, Penalty.SCALAR, true, 1);
        assertThat(outputs(scalar, reorderedRows, reorderedPartition).get("loss"))
                .isCloseTo(outputs(scalar, rows, partition).get("loss"), within(1e-12));

        IpIrmOptions perColumn = options(0.5, 0.5, 1, Penalty.PER_COLUMN, true, 1);
        Map<String, Double> there = outputs(perColumn, rows, partition);
        Map<String, Double> here = outputs(perColumn, reorderedRows, reorderedPartition);
        assertThat(here.get("contrastive")).isCloseTo(there.get("contrastive"), within(1e-12));
        assertThat(Math.abs(here.get("penalty") - there.get("penalty"))).isGreaterThan(1e-3);
    }

    @Test
    void images_of_another_environment_are_no_negatives() {
        // Two pairs per environment, at right angles; the environments show the same two directions.
        double[] rows = {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1};
        Map<String, Double> outputs =
                outputs(options(0.5, 0.5, 0, Penalty.SCALAR, true, 1, 2), rows, new double[] {0, 0, 1, 1});
        assertThat(outputs.get("contrastive")).isCloseTo(Math.log(Math.exp(2) + 2) - 2, within(1e-9));
        assertThat(outputs.get("global")).isCloseTo(Math.log(3 * Math.exp(2) + 4) - 2, within(1e-9));
    }

    @Test
    void the_penalty_of_two_pairs_at_right_angles_is_that_of_its_one_column() {
        // m is 2 at the positive and 0 elsewhere, so only column 0 has a slope.
        double[] rows = {1, 0, 0, 1, 1, 0, 0, 1};
        double slope = 2 * (Math.exp(2) / (Math.exp(2) + 2) - 1);
        for (Penalty penalty : Penalty.values()) {
            Map<String, Double> outputs = outputs(options(0.5, 0.5, 1, penalty, true, 1, 2), rows, new double[] {1, 1});
            assertThat(outputs.get("penalty")).isCloseTo(slope * slope, within(1e-9));
        }
    }

    @Test
    void a_weight_above_one_divides_the_whole_loss() {
        double[] rows = Goldens.waves(12 * 4);
        double[] partition = {0, 1, 1, 0, 1, 0};
        Map<String, Double> outputs = outputs(options(0.5, 0.5, 4, Penalty.SCALAR, true, 1), rows, partition);
        assertThat(outputs.get("loss"))
                .isCloseTo(
                        (outputs.get("contrastive") + outputs.get("global")) / 4 + outputs.get("penalty"),
                        within(1e-12));
    }

    @Test
    void the_head_is_that_of_the_authors() {
        Architecture architecture = method().architecture(IpIrmOptions.DEFAULT, 33);
        assertThat(architecture.heads()).hasSize(1);
        assertThat(architecture.heads().get(0).layers())
                .isEqualTo(new HeadOptions(List.of(512), 128, true, false, true));
        assertThat(architecture.representationBlocks()).isEmpty();
        assertThat(method().architecture(IpIrmOptions.DEFAULT, 32).representationBlocks())
                .hasSize(2);
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() ->
                        new IpIrmOptions(0.5, 0.5, 1, Penalty.SCALAR, true, 1, 8, SearchOptions.DEFAULT, 4, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'environments' is 1");
        assertThatThrownBy(() -> options(0.01, 0.5, 1, Penalty.SCALAR, true, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'temperature' is 0.01");
        assertThatThrownBy(() -> options(0.5, 0.5, 1, Penalty.SCALAR, true, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'partitions' is 0");
        assertThatThrownBy(() -> new SearchOptions(0, 0.5, Constraint.OFF, 64, 61, true, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'every' is 0");
        assertThatThrownBy(() -> new SearchOptions(1, Double.NaN, Constraint.OFF, 64, 61, true, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'penalty_weight' is NaN");
    }

    private static Map<String, Double> outputs(IpIrmOptions options, double[] rows, double[] partition) {
        int batch = partition.length;
        Program program = ObjectiveProgram.overEmbeddings(new IpIrm(), options, ObjectiveHarness.DATA, 6, batch);
        Map<String, Double> values = new HashMap<>();
        ReferenceInterpreter.run(
                        program,
                        Map.of(
                                ObjectiveProgram.EMBEDDING,
                                ReferenceTensor.of(Shape.of(2 * batch, options.embedding()), rows),
                                "step/partition",
                                ReferenceTensor.of(Shape.of(1, batch), partition)))
                .outputs()
                .forEach((name, value) -> values.put(name, value.scalar()));
        return values;
    }

    private static IpIrmOptions options(
            double temperature, double irmTemperature, double weight, Penalty penalty, boolean keep, int partitions) {
        return options(temperature, irmTemperature, weight, penalty, keep, partitions, 4);
    }

    private static IpIrmOptions options(
            double temperature,
            double irmTemperature,
            double weight,
            Penalty penalty,
            boolean keep,
            int partitions,
            int embedding) {
        return new IpIrmOptions(
                temperature,
                irmTemperature,
                weight,
                penalty,
                keep,
                2,
                partitions,
                SearchOptions.DEFAULT,
                embedding,
                List.of(0));
    }
}
