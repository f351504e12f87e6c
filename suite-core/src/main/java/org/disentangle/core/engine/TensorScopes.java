package org.disentangle.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Which tensors of a session are alive, and which of its open scopes will release them. */
public final class TensorScopes {
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Set<DeviceTensor> live = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Opens a scope within the present one. */
    public StepScope open() {
        Scope scope = new Scope();
        scopes.push(scope);
        return scope;
    }

    /** Remembers a tensor that lives until it is closed, whatever scope is open. */
    public void keep(DeviceTensor tensor) {
        live.add(tensor);
    }

    /** Hands a tensor to the innermost scope. */
    public void adopt(DeviceTensor tensor) {
        live.add(tensor);
        Scope innermost = scopes.peek();
        if (innermost != null) {
            innermost.owned.add(tensor);
        }
    }

    /** What a tensor says when it is closed. */
    public void forget(DeviceTensor tensor) {
        live.remove(tensor);
    }

    /** Closes every tensor that is alive. */
    public void closeAll() {
        new ArrayList<>(live).forEach(DeviceTensor::close);
    }

    private final class Scope implements StepScope {
        private final List<DeviceTensor> owned = new ArrayList<>();

        @Override
        public void close() {
            scopes.remove(this);
            owned.forEach(DeviceTensor::close);
            owned.clear();
        }
    }
}
