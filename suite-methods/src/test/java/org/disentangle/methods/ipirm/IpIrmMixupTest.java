package org.disentangle.methods.ipirm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.method.Method;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.ObjectiveGraph;
import org.disentangle.core.method.Step;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.disentangle.testkit.MethodGradientContract;
import org.disentangle.testkit.ObjectiveHarness;
import org.junit.jupiter.api.Test;

class IpIrmMixupTest extends MethodGradientContract<IpIrmMixupOptions> {

    @Override
    protected Method<IpIrmMixupOptions> method() {
        return new IpIrmMixup();
    }

    @Override
    protected MethodRun begin(IpIrmMixupOptions options) {
        MethodRun run = method().begin(options);
        run.restore(IpIrmTest.FOUND);
        return run;
    }

    @Override
    protected List<IpIrmMixupOptions> settings() {
        return List.of(
                options(Penalty.PER_COLUMN, MixPartners.ENVIRONMENT, MixWeight.MEAN, 5),
                options(Penalty.SCALAR, MixPartners.BATCH, MixWeight.PER_SAMPLE, 2));
    }

    /** Partition and partners would have to be reordered too. */
    @Override
    protected boolean ignoresOrderOfGroups() {
        return false;
    }

    @Test
    void partners_come_from_the_environment_of_the_newest_partition_and_shares_are_at_least_one_half() {
        MethodRun run = begin(options(Penalty.SCALAR, MixPartners.ENVIRONMENT, MixWeight.MEAN, 2));
        int[] groups = {5, 0, 3, 2, 4, 1};
        int[] newest = {0, 1, 0, 1, 0, 1};
        for (long step = 0; step < 50; step++) {
            Map<String, HostTensor> inputs = run.stepInputs(new Step(step, 100, groups, new SeedStreams(3)));
            long[] partners = inputs.get("mix_partner").longs();
            assertThat(partners).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
            for (int i = 0; i < 6; i++) {
                assertThat(newest[(int) partners[i]]).isEqualTo(newest[i]);
                assertThat(inputs.get("mix_weight").floats()[i]).isBetween(0.5f, 1f);
            }
            assertThat(inputs.get("partition").longs()).startsWith(0, 0, 1, 0, 1, 1);
        }
    }

    @Test
    void partners_from_the_batch_cross_environments() {
        MethodRun run = begin(options(Penalty.SCALAR, MixPartners.BATCH, MixWeight.MEAN, 2));
        Step step = new Step(0, 100, new int[] {0, 1, 2, 3, 4, 5}, new SeedStreams(3));
        long[] partners = run.stepInputs(step).get("mix_partner").longs();
        assertThat(partners).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(IntStream.range(0, 6).filter(i -> partners[i] / 3 != i / 3)).isNotEmpty();
    }

    @Test
    void only_first_views_are_mixed() {
        IpIrmMixupOptions options = options(Penalty.SCALAR, MixPartners.BATCH, MixWeight.MEAN, 2);
        ProgramBuilder builder = new ProgramBuilder("mix");
        Tensor views = builder.input("views", ElementType.FLOAT32, Shape.of(4, 1, 1, 2));
        ObjectiveGraph graph = new ObjectiveGraph(
                builder,
                views,
                null,
                method().architecture(options, 4),
                ObjectiveHarness.DATA,
                2,
                2,
                method().stepInputs(options, 2));
        builder.output("mixed", graph.mix(method(), options, views));
        Map<String, ReferenceTensor> inputs = Map.of(
                "views",
                ReferenceTensor.of(Shape.of(4, 1, 1, 2), 0, 4, 8, 12, 5, 6, 7, 8),
                "step/mix_weight",
                ReferenceTensor.of(Shape.of(2), 0.75, 0.5),
                "step/mix_partner",
                ReferenceTensor.of(Shape.of(2), 1, 0));
        assertThat(ReferenceInterpreter.run(builder.build(), inputs)
                        .output("mixed")
                        .values())
                .containsExactly(2, 6, 4, 8, 5, 6, 7, 8);
    }

    private static IpIrmMixupOptions options(Penalty penalty, MixPartners partners, MixWeight weight, int partitions) {
        return new IpIrmMixupOptions(
                0.2, 0.5, 0.2, penalty, true, 2, partitions, partners, weight, SearchOptions.DEFAULT, 4, List.of(0));
    }
}
