package org.disentangle.engine.nd4j.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.engine.nd4j.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory to what a plan computes, once: slots that are never needed at the same time share it. Runs then allocate nothing,
 * and all of it is freed when the plan is closed.
 */
final class MemoryPlan implements AutoCloseable {
    /** A block serves slots down to this fraction of its size. */
    private static final int WASTE = 4;
    /** Blocks are at least as large: smaller ones are not worth sorting. */
    private static final long SMALLEST = 1024;

    private final List<NativeMemory> blocks = new ArrayList<>();
    private final List<NativeMemory> free = new ArrayList<>();
    private final Map<Slot, Integer> lastUse = new IdentityHashMap<>();
    private final Map<Slot, NativeMemory> blockOf = new IdentityHashMap<>();

    /** @param handedOver slots whose memory belongs to a caller and is made anew for each run */
    static MemoryPlan of(List<Call> calls, List<Slot> handedOver) {
        MemoryPlan memory = new MemoryPlan();
        try {
            memory.give(calls, handedOver);
        } catch (RuntimeException | OutOfMemoryError e) {
            memory.close();
            throw e;
        }
        return memory;
    }

    private void give(List<Call> calls, List<Slot> handedOver) {
        for (int i = 0; i < calls.size(); i++) {
            for (Slot slot : slots(calls.get(i))) {
                lastUse.put(slot, i);
            }
        }
        Set<Slot> given = new LinkedHashSet<>(handedOver);
        for (int i = 0; i < calls.size(); i++) {
            Set<Slot> used = slots(calls.get(i));
            for (Slot slot : used) {
                if (slot.kind() == Slot.Kind.COMPUTED && given.add(slot)) {
                    allocate(slot);
                }
            }
            for (Slot slot : used) {
                if (Integer.valueOf(i).equals(lastUse.get(slot))) {
                    release(slot);
                }
            }
        }
    }

    /** Whose memory the call touches. */
    private static Set<Slot> slots(Call call) {
        Set<Slot> slots = new LinkedHashSet<>();
        call.reads().forEach(slot -> slots.add(slot.root()));
        call.writes().forEach(slot -> slots.add(slot.root()));
        return slots;
    }

    private void allocate(Slot slot) {
        long bytes =
                Math.max(SMALLEST, (long) slot.shape().elements() * slot.type().width());
        NativeMemory block = fitting(bytes);
        if (block == null) {
            block = new NativeMemory(bytes);
            blocks.add(block);
        } else {
            free.remove(block);
        }
        blockOf.put(slot, block);
        slot.bind(block.array(0, slot.shape(), slot.type()));
    }

    private @Nullable NativeMemory fitting(long bytes) {
        return free.stream()
                .filter(block -> block.bytes() >= bytes && block.bytes() / WASTE <= bytes)
                .min(Comparator.comparingLong(NativeMemory::bytes))
                .orElse(null);
    }

    private void release(Slot slot) {
        NativeMemory block = blockOf.remove(slot);
        if (block != null) {
            free.add(block);
        }
    }

    @Override
    public void close() {
        blocks.forEach(NativeMemory::close);
        blocks.clear();
    }
}
