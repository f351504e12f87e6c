package org.disentangle.methods.ipirm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.method.Interlude;
import org.disentangle.core.method.MethodReport;
import org.disentangle.core.method.MethodRun;
import org.disentangle.core.method.Step;
import org.disentangle.core.method.StepInput;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** Partitions, and per step who is mixed with whom and how much. */
final class MixupRun implements MethodRun {
    static final String WEIGHT = "mix_weight";
    static final String PARTNER = "mix_partner";

    private final PartitionRun partitions;
    private final MixPartners partners;

    MixupRun(PartitionRun partitions, MixPartners partners) {
        this.partitions = partitions;
        this.partners = partners;
    }

    static List<StepInput> inputs(int partitions, int batch) {
        return List.of(
                PartitionRun.input(partitions, batch),
                new StepInput(
                        WEIGHT,
                        ElementType.FLOAT32,
                        Shape.of(batch),
                        "the share of each image in its mixed first view, from 0.5 to 1"),
                new StepInput(
                        PARTNER,
                        ElementType.INT64,
                        Shape.of(batch),
                        "the place in the batch of the image it is mixed with"));
    }

    @Override
    public void before(Interlude interlude) {
        partitions.before(interlude);
    }

    @Override
    public Map<String, HostTensor> stepInputs(Step step) {
        int batch = step.groups().length;
        UniformRandomProvider random = step.streams().stream("mixup", step.index());
        float[] weights = new float[batch];
        for (int i = 0; i < batch; i++) {
            double share = random.nextDouble();
            weights[i] = (float) Math.max(share, 1 - share);
        }
        Map<String, HostTensor> inputs = new TreeMap<>(partitions.stepInputs(step));
        inputs.put(WEIGHT, HostTensor.of(Shape.of(batch), weights));
        inputs.put(PARTNER, HostTensor.indices(partners(step.groups(), random)));
        return inputs;
    }

    /** A random permutation of the batch, or of each environment of the newest partition. */
    private int[] partners(int[] groups, UniformRandomProvider random) {
        List<int[]> counting = partitions.counting();
        if (partners == MixPartners.BATCH || counting.isEmpty()) {
            return SeedStreams.permutation(groups.length, random);
        }
        int[] newest = counting.get(counting.size() - 1);
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < groups.length; i++) {
            places.computeIfAbsent(newest[groups[i]], environment -> new ArrayList<>())
                    .add(i);
        }
        int[] chosen = new int[groups.length];
        for (List<Integer> members : places.values()) {
            int[] order = SeedStreams.permutation(members.size(), random);
            for (int i = 0; i < order.length; i++) {
                chosen[members.get(i)] = members.get(order[i]);
            }
        }
        return chosen;
    }

    @Override
    public Map<String, HostTensor> state() {
        return partitions.state();
    }

    @Override
    public void restore(Map<String, HostTensor> state) {
        partitions.restore(state);
    }

    @Override
    public MethodReport report() {
        return partitions.report();
    }
}
