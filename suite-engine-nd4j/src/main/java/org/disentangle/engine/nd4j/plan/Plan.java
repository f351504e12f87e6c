package org.disentangle.engine.nd4j.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.UserError;
import org.disentangle.engine.nd4j.backend.NativeErrors;
import org.disentangle.engine.nd4j.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A program as calls of native code, in order, with memory for all that it computes. Made once and run many times, by one thread at
 * a time.
 */
public final class Plan implements AutoCloseable {
    private final String name;
    private final Map<String, Slot> inputs;
    private final List<Step> steps = new ArrayList<>();
    private final List<Slot> views;
    private final Map<String, Slot> results;
    private final List<NativeArray> constants;
    private final MemoryPlan memory;

    private record Step(Call call, INDArray[] reads, INDArray[] writes) {}

    /**
     * @param name for messages
     * @param inputs the slots of inputs that are read, by name
     * @param results what a run gives, by name: slots that a call computes
     * @param constants arrays that belong to the plan, once it has been made
     */
    public Plan(
            String name,
            Map<String, Slot> inputs,
            List<Call> calls,
            Map<String, Slot> results,
            List<NativeArray> constants) {
        this.name = name;
        this.inputs = inputs;
        this.views = viewsOf(calls);
        this.results = results;
        this.constants = constants;
        this.memory = MemoryPlan.of(calls, List.copyOf(results.values()));
        try {
            bindLastingViews();
        } catch (RuntimeException | OutOfMemoryError e) {
            memory.close();
            throw e;
        }
        for (Call call : calls) {
            steps.add(new Step(
                    call,
                    new INDArray[call.reads().size()],
                    new INDArray[call.writes().size()]));
        }
    }

    private void bindLastingViews() {
        for (Slot view : views) {
            if (!changesEachRun(view)) {
                view.bindView();
            }
        }
    }

    /** The views that calls use, each after what it views. */
    private static List<Slot> viewsOf(List<Call> calls) {
        Set<Slot> views = new LinkedHashSet<>();
        for (Call call : calls) {
            call.reads().forEach(slot -> addViews(slot, views));
            call.writes().forEach(slot -> addViews(slot, views));
        }
        return List.copyOf(views);
    }

    private static void addViews(Slot slot, Set<Slot> views) {
        Slot base = slot.base();
        if (base != null) {
            addViews(base, views);
            views.add(slot);
        }
    }

    private boolean changesEachRun(Slot view) {
        Slot root = view.root();
        return root.kind() == Slot.Kind.INPUT || results.containsValue(root);
    }

    /**
     * Runs once.
     *
     * @param given by name
     * @return new arrays, which the caller owns
     */
    public Map<String, NativeArray> run(Map<String, INDArray> given) {
        Map<String, NativeArray> made = new LinkedHashMap<>();
        try {
            bind(given, made);
            for (Step step : steps) {
                execute(step);
            }
            return made;
        } catch (RuntimeException | OutOfMemoryError e) {
            made.values().forEach(NativeArray::close);
            throw e;
        }
    }

    private void bind(Map<String, INDArray> given, Map<String, NativeArray> made) {
        inputs.forEach((input, slot) -> {
            INDArray value = given.get(input);
            if (value == null) {
                throw new IllegalArgumentException("No value for the input '" + input + "' of " + name);
            }
            slot.bind(value);
        });
        results.forEach((result, slot) -> {
            NativeArray array = NativeArray.of(slot.shape(), slot.type());
            made.put(result, array);
            slot.bind(array.array());
        });
        for (Slot view : views) {
            if (changesEachRun(view)) {
                view.bindView();
            }
        }
    }

    private void execute(Step step) {
        Call call = step.call();
        try {
            for (int i = 0; i < step.reads().length; i++) {
                step.reads()[i] = call.reads().get(i).array();
            }
            for (int i = 0; i < step.writes().length; i++) {
                step.writes()[i] = call.writes().get(i).array();
            }
            CallEvent event = new CallEvent();
            event.begin();
            call.kernel().run(step.reads(), step.writes());
            event.end();
            if (event.shouldCommit()) {
                event.place = call.place();
                event.kernel = call.kernel().name();
                event.commit();
            }
        } catch (UserError e) {
            throw new UserError(name + ", " + call.place() + ": " + e.getMessage(), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw NativeErrors.at(name + ", " + call.place(), e);
        }
    }

    @Override
    public void close() {
        memory.close();
        constants.forEach(NativeArray::close);
    }
}
