package org.disentangle.core.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.tensor.Tensor;

/** What an objective computes: the scalar to minimise and the scalars it is made of, for curves. */
public record Loss(Tensor total, Map<String, Tensor> terms) {
    public Loss {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
