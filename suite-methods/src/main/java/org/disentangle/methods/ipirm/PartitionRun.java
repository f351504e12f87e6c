package org.disentangle.methods.ipirm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.Step;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** The partitions found in one run: searched for before the first step and after every so many epochs. */
final class PartitionRun implements MethodRun {
    /** The step input: the environment of each image in each partition that counts. */
    static final String PARTITION = "partition";

    private static final String LOGITS = "logits";
    private static final String OBJECTIVES = "objectives";

    private final PartitionSettings settings;
    private final int retained;
    private final List<int[]> partitions = new ArrayList<>();
    private final List<Double> objectives = new ArrayList<>();
    private float @Nullable [] logits;

    /** @param retained how many of the newest partitions count */
    PartitionRun(PartitionSettings settings, int retained) {
        this.settings = settings;
        this.retained = retained;
    }

    static StepInput input(int partitions, int batch) {
        return new StepInput(
                PARTITION,
                ElementType.INT64,
                Shape.of(partitions, batch),
                "the environment of each image in each partition, from 0; -1 while there is no such partition");
    }

    @Override
    public void before(Interlude interlude) {
        int epoch = interlude.stepsPerEpoch();
        boolean due = interlude.step() % ((long) epoch * settings.search().every()) == 0;
        if (!due) {
            return;
        }
        if (interlude.groups() < 2) {
            throw new UserError("A partition needs at least two training images, and there is " + interlude.groups());
        }
        PartitionSearch.Found found;
        try (PartitionSearch search = new PartitionSearch(settings, interlude, partitions.size())) {
            found = search.find(settings.search().randomInit() ? null : logits);
        }
        partitions.add(found.environments(settings.environments()));
        objectives.add(found.objective());
        logits = settings.search().randomInit() ? null : found.logits();
    }

    /** The partitions that count, oldest first. */
    List<int[]> counting() {
        return partitions.subList(Math.max(0, partitions.size() - retained), partitions.size());
    }

    @Override
    public Map<String, HostTensor> stepInputs(Step step) {
        int batch = step.groups().length;
        long[] values = new long[retained * batch];
        Arrays.fill(values, -1);
        int place = 0;
        for (int[] partition : counting()) {
            for (int group : step.groups()) {
                values[place] = partition[group];
                place++;
            }
        }
        return Map.of(PARTITION, HostTensor.of(Shape.of(retained, batch), values));
    }

    @Override
    public Map<String, HostTensor> state() {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        int images = partitions.get(0).length;
        long[] cells = new long[partitions.size() * images];
        long[] bits = new long[partitions.size()];
        for (int p = 0; p < partitions.size(); p++) {
            bits[p] = Double.doubleToLongBits(objectives.get(p));
            for (int image = 0; image < images; image++) {
                cells[p * images + image] = partitions.get(p)[image];
            }
        }
        Map<String, HostTensor> state = new TreeMap<>();
        state.put(PARTITION, HostTensor.of(Shape.of(partitions.size(), images), cells));
        state.put(OBJECTIVES, HostTensor.of(Shape.of(bits.length), bits));
        if (logits != null) {
            state.put(LOGITS, HostTensor.of(Shape.of(images, settings.environments()), logits.clone()));
        }
        return state;
    }

    @Override
    public void restore(Map<String, HostTensor> state) {
        partitions.clear();
        objectives.clear();
        HostTensor saved = state.get(PARTITION);
        if (saved == null) {
            return;
        }
        int images = saved.shape().size(1);
        for (int p = 0; p < saved.shape().size(0); p++) {
            int[] partition = new int[images];
            for (int image = 0; image < images; image++) {
                partition[image] = (int) saved.longs()[p * images + image];
            }
            partitions.add(partition);
            long bits = Objects.requireNonNull(state.get(OBJECTIVES)).longs()[p];
            objectives.add(Double.longBitsToDouble(bits));
        }
        HostTensor kept = state.get(LOGITS);
        logits = kept == null ? null : kept.floats().clone();
    }

    @Override
    public MethodReport report() {
        Map<String, Double> figures = new TreeMap<>();
        Map<String, int[]> assignments = new LinkedHashMap<>();
        figures.put("partitions", (double) partitions.size());
        for (int p = 0; p < partitions.size(); p++) {
            figures.put(PARTITION + p + "_objective", objectives.get(p));
            figures.put(PARTITION + p + "_largest_share", largestShare(partitions.get(p)));
            assignments.put(PARTITION + p, partitions.get(p).clone());
        }
        return new MethodReport(figures, assignments);
    }

    private double largestShare(int[] partition) {
        int[] counts = new int[settings.environments()];
        for (int environment : partition) {
            counts[environment]++;
        }
        return Arrays.stream(counts).max().orElse(0) / (double) partition.length;
    }
}
