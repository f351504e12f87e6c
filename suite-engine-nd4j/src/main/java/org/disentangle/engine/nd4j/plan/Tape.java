package org.disentangle.engine.nd4j.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Shape;
import org.disentangle.engine.nd4j.kernel.Kernel;
import org.disentangle.engine.nd4j.memory.HostTransfer;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;

/** Calls in the order in which they will run, and the slots that they use, while a plan is made. */
public final class Tape implements AutoCloseable {
    private final List<Call> calls = new ArrayList<>();
    private final List<NativeArray> owned = new ArrayList<>();
    private String place = "";

    /** What the calls that follow are for, in messages. */
    public void at(Node node, boolean backward) {
        String scope = node.scope().isEmpty() ? "" : " in '" + node.scope() + "'";
        place = (backward ? "gradient of " : "") + node.operation().getClass().getSimpleName() + scope;
    }

    public void at(String what) {
        place = what;
    }

    /** Adds a call with one result. */
    public Slot call(Kernel kernel, Shape shape, DataType type, Slot... reads) {
        Slot result = Slot.computed(shape, type);
        into(kernel, result, reads);
        return result;
    }

    public void into(Kernel kernel, Slot result, Slot... reads) {
        calls.add(new Call(kernel, Arrays.asList(reads), List.of(result), place));
    }

    public void call(Kernel kernel, List<Slot> reads, List<Slot> writes) {
        calls.add(new Call(kernel, reads, writes, place));
    }

    /** A constant that the plan owns. */
    public Slot constant(float value) {
        return constant(HostTensor.scalar(value));
    }

    public Slot constant(HostTensor value) {
        NativeArray array = HostTransfer.toDevice(value);
        owned.add(array);
        return Slot.fixed(value.shape(), array.array());
    }

    /** The calls without those whose results nothing reads: gradients that nobody asked for. */
    public List<Call> needed(Set<Slot> results) {
        Set<Slot> read = new HashSet<>(results);
        List<Call> needed = new ArrayList<>();
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean lasting = call.writes().stream()
                    .map(Slot::root)
                    .anyMatch(slot -> slot.kind() == Slot.Kind.FIXED || read.contains(slot));
            if (lasting) {
                needed.add(call);
                call.reads().forEach(slot -> read.add(slot.root()));
            }
        }
        Collections.reverse(needed);
        return needed;
    }

    public List<NativeArray> owned() {
        return owned;
    }

    /** Of no further use, and so are its constants. A plan that has been made of the tape closes them itself. */
    @Override
    public void close() {
        owned.forEach(NativeArray::close);
    }
}
