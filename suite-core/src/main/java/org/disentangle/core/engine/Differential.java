package org.disentangle.core.engine;

import java.util.Map;
import org.disentangle.core.tensor.HostTensor;

/** Outputs by name, and the gradient of the chosen output with respect to each input asked for and each parameter. */
public record Differential(
        Map<String, HostTensor> outputs,
        Map<String, HostTensor> inputGradients,
        Map<String, HostTensor> parameterGradients) {}
