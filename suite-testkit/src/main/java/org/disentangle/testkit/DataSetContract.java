package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.reference.ReferenceInterpreter;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every data set must keep. A data set's test extends this. */
public abstract class DataSetContract<O extends Record> {
    private static final String SCENE = "scene";

    protected abstract DataSetFamily<O> family();

    /** The settings to check, small ones of each variant. */
    protected abstract List<O> settings();

    /** The data set with other contents than any of the settings have: another seed, or files with a byte changed. */
    protected abstract DataSet other();

    /** The folder of data; may be called more than once. */
    protected Path location() {
        return Path.of("unused");
    }

    /** Pools of which the data set says that no row of one split is in the other. */
    protected List<String> disjointPools() {
        return List.of();
    }

    @Test
    void it_is_found_under_a_valid_name() {
        ComponentChecks.expectFound("data set", DataSetFamily.class, family());
    }

    @Test
    void its_options_are_plain_values_and_survive_the_way_there_and_back() {
        ComponentChecks.expectPlainOptions(settings());
        ComponentChecks.expectPlainOptions(List.of(family().defaults()));
    }

    @Test
    void it_refuses_numbers_that_are_not_finite_and_names_the_key() {
        ComponentChecks.expectFiniteOptions(family().defaults());
    }

    @TestFactory
    Stream<DynamicTest> its_description_is_known_without_the_data() {
        return forEachSetting((options, opened) -> {
            DataSetDescription planned = family().describe(options);
            DataSetDescription description = opened.description();
            assertThat(planned.digest()).isEmpty();
            assertThat(description.digest()).matches("[0-9a-f]{64}");
            assertThat(planned)
                    .usingRecursiveComparison()
                    .ignoringFields("digest")
                    .isEqualTo(description);
            List<String> names =
                    description.factors().stream().map(Factor::name).toList();
            assertThat(names).isNotEmpty().doesNotHaveDuplicates().containsAll(description.sharedFactors());
            assertThat(description.rowsPerGroup()).isPositive();
            assertThat(description.groups().keySet()).containsExactlyInAnyOrder(Split.values());
            assertThat(description.groups().values()).allMatch(groups -> groups > 0);
        });
    }

    @TestFactory
    Stream<DynamicTest> its_samples_and_pools_are_the_same_every_time() {
        return forEachSetting((options, opened) -> {
            DataSet again = family().open(options, location());
            assertThat(again.description()).isEqualTo(opened.description());
            for (Split split : Split.values()) {
                expectEqual(opened.samples(split), again.samples(split));
                expectEqual(opened.samples(split), opened.samples(split));
                assertThat(reference(again.pools(split))).isEqualTo(reference(opened.pools(split)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> its_labels_are_values_of_their_factors() {
        return forEachSetting((options, opened) -> {
            DataSetDescription description = opened.description();
            for (Split split : Split.values()) {
                Samples samples = opened.samples(split);
                assertThat(samples.groups()).isEqualTo(description.groups().get(split));
                assertThat(samples.rowsPerGroup()).isEqualTo(description.rowsPerGroup());
                for (Factor factor : description.factors()) {
                    assertThat(Arrays.stream(samples.labels(factor.name())))
                            .as(factor.name())
                            .allMatch(label -> label >= 0 && label < factor.cardinality());
                }
                assertThat(samples.jointLabels()).hasSize(description.jointCardinality() == 0 ? 0 : samples.groups());
                assertThat(Arrays.stream(samples.jointLabels()))
                        .allMatch(label -> label >= 0 && label < description.jointCardinality());
            }
        });
    }

    /**
     * Scoring takes the first groups of a split where it takes not all, and a selection holds out the last: were samples sorted, a
     * probe would learn from some values alone. A value with 20 rows is missing from one half of a split by chance once in 500,000 times.
     */
    @TestFactory
    Stream<DynamicTest> its_samples_are_in_an_order_without_meaning() {
        return forEachSetting((options, opened) -> {
            for (Split split : Split.values()) {
                Samples samples = opened.samples(split);
                for (Factor factor : opened.description().factors()) {
                    int[] labels = samples.labels(factor.name());
                    int half = labels.length / 2;
                    for (int value = 0; value < factor.cardinality(); value++) {
                        int wanted = value;
                        long all = Arrays.stream(labels)
                                .filter(label -> label == wanted)
                                .count();
                        long early = Arrays.stream(labels, 0, half)
                                .filter(label -> label == wanted)
                                .count();
                        if (all >= 20) {
                            assertThat(early)
                                    .as(
                                            "rows of the first half with value %d of %s, of %d in all of %s",
                                            value, factor.name(), all, split)
                                    .isBetween(1L, all - 1);
                        }
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_rows_of_a_group_share_what_the_description_says_and_its_joint_label_stands_for_that() {
        return forEachSetting((options, opened) -> {
            List<String> shared = opened.description().sharedFactors();
            for (Split split : Split.values()) {
                Samples samples = opened.samples(split);
                Map<Integer, List<Integer>> byJointLabel = new HashMap<>();
                for (int group = 0; group < samples.groups(); group++) {
                    List<Integer> values = values(samples, shared, samples.row(group, 0));
                    for (int view = 1; view < samples.rowsPerGroup(); view++) {
                        assertThat(values(samples, shared, samples.row(group, view)))
                                .as("group %d of %s", group, split)
                                .isEqualTo(values);
                    }
                    if (samples.jointLabels().length != 0) {
                        int joint = samples.jointLabels()[group];
                        assertThat(byJointLabel.computeIfAbsent(joint, label -> values))
                                .as("joint label %d of %s", joint, split)
                                .isEqualTo(values);
                    }
                }
            }
        });
    }

    /** Rendered are the rows with the least and the greatest index of each source: who leaves a pool leaves it there. */
    @TestFactory
    Stream<DynamicTest> its_scenes_have_the_stated_shape_and_images_lie_between_0_and_1() {
        return forEachSetting((options, opened) -> {
            Shape sample = opened.description().sample();
            for (Split split : Split.values()) {
                int[] rows = extremes(opened.samples(split));
                ReferenceTensor scene = render(opened, split, rows);
                assertThat(scene.shape().size(0)).isEqualTo(rows.length);
                assertThat(scene.shape().sizes().subList(1, scene.shape().rank()))
                        .isEqualTo(sample.sizes());
                for (double value : scene.values()) {
                    assertThat(value).isFinite();
                    if (sample.rank() == 3) {
                        assertThat(value).isBetween(0.0, 1.0);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> its_splits_have_no_source_in_common_where_it_says_so() {
        return forEachSetting((options, opened) -> disjointPools().forEach(pool -> {
            Set<DoubleBuffer> common = rows(Found.in(opened.pools(Split.TRAIN), pool));
            assertThat(common).as(pool).isNotEmpty();
            common.retainAll(rows(Found.in(opened.pools(Split.TEST), pool)));
            assertThat(common).as("rows of %s in both splits", pool).isEmpty();
        }));
    }

    /** How the contents are cut into splits is a setting, and so part of a trial's identity without the digest. */
    @Test
    void other_contents_have_another_digest() {
        Map<String, Map<String, Set<DoubleBuffer>>> byDigest = new LinkedHashMap<>();
        for (O options : settings()) {
            DataSet opened = family().open(options, location());
            Map<String, Set<DoubleBuffer>> contents = contents(opened);
            Map<String, Set<DoubleBuffer>> known =
                    byDigest.putIfAbsent(opened.description().digest(), contents);
            assertThat(known == null || known.equals(contents))
                    .as("the digest of %s stands for one content", options)
                    .isTrue();
        }
        DataSet other = other();
        assertThat(byDigest.containsValue(contents(other)))
                .as("the other contents are those of a setting")
                .isFalse();
        assertThat(byDigest.keySet()).doesNotContain(other.description().digest());
    }

    private static Map<String, Set<DoubleBuffer>> contents(DataSet opened) {
        Map<String, Set<DoubleBuffer>> contents = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            opened.pools(split).forEach((name, pool) -> contents.computeIfAbsent(name, key -> new HashSet<>())
                    .addAll(rows(pool)));
        }
        return contents;
    }

    private Stream<DynamicTest> forEachSetting(BiConsumer<O, DataSet> check) {
        return settings().stream()
                .map(options -> DynamicTest.dynamicTest(
                        options.toString(), () -> check.accept(options, family().open(options, location()))));
    }

    private static void expectEqual(Samples first, Samples second) {
        assertThat(second.groups()).isEqualTo(first.groups());
        assertThat(second.jointLabels()).isEqualTo(first.jointLabels());
        assertThat(second.sources().keySet()).isEqualTo(first.sources().keySet());
        first.sources()
                .forEach((name, column) ->
                        assertThat(Found.in(second.sources(), name)).as(name).isEqualTo(column));
        assertThat(second.labels().keySet()).isEqualTo(first.labels().keySet());
        first.labels()
                .forEach((name, column) ->
                        assertThat(second.labels(name)).as(name).isEqualTo(column));
    }

    private static List<Integer> values(Samples samples, List<String> factors, int row) {
        return factors.stream().map(factor -> samples.labels(factor)[row]).toList();
    }

    private static int[] extremes(Samples samples) {
        Set<Integer> rows = new TreeSet<>(List.of(0, samples.rows() - 1));
        for (int[] column : samples.sources().values()) {
            int least = 0;
            int greatest = 0;
            for (int row = 1; row < column.length; row++) {
                least = column[row] < column[least] ? row : least;
                greatest = column[row] > column[greatest] ? row : greatest;
            }
            rows.add(least);
            rows.add(greatest);
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ReferenceTensor render(DataSet opened, Split split, int[] rows) {
        ProgramBuilder builder = new ProgramBuilder(SCENE);
        Map<String, ReferenceTensor> values = new HashMap<>();
        Map<String, Tensor> pools = new LinkedHashMap<>();
        opened.pools(split).forEach((name, pool) -> {
            pools.put(name, builder.input("pool/" + name, pool.type(), pool.shape()));
            values.put("pool/" + name, ReferenceTensor.of(pool));
        });
        Map<String, Tensor> sources = new LinkedHashMap<>();
        opened.samples(split).sources().forEach((name, column) -> {
            sources.put(name, builder.input("source/" + name, DataSet.SOURCE_TYPE, Shape.of(rows.length)));
            double[] chosen =
                    Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
            values.put("source/" + name, new ReferenceTensor(Shape.of(rows.length), chosen));
        });
        builder.output(SCENE, opened.scene(pools, sources));
        Program program = builder.build();
        return ReferenceInterpreter.run(program, values).output(SCENE);
    }

    private static Map<String, ReferenceTensor> reference(Map<String, HostTensor> pools) {
        Map<String, ReferenceTensor> values = new LinkedHashMap<>();
        pools.forEach((name, pool) -> values.put(name, ReferenceTensor.of(pool)));
        return values;
    }

    private static Set<DoubleBuffer> rows(HostTensor pool) {
        ReferenceTensor values = ReferenceTensor.of(pool);
        int width = values.values().length / values.shape().size(0);
        Set<DoubleBuffer> rows = new HashSet<>();
        for (int start = 0; start < values.values().length; start += width) {
            // A buffer equals another of the same numbers.
            rows.add(DoubleBuffer.wrap(values.values(), start, width).slice());
        }
        return rows;
    }
}
