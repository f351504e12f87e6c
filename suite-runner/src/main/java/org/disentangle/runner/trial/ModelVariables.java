package org.disentangle.runner.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.tensor.BufferDeclaration;
import org.disentangle.core.tensor.ParameterDeclaration;
import org.disentangle.core.tensor.Program;

/** The parameters and buffers of several programs over one model, each name once. */
record ModelVariables(List<ParameterDeclaration> parameters, List<BufferDeclaration> buffers) {

    static ModelVariables of(List<Program> programs) {
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        Map<String, BufferDeclaration> buffers = new LinkedHashMap<>();
        for (Program program : programs) {
            program.parameters().forEach(declared -> parameters.putIfAbsent(declared.name(), declared));
            program.buffers().forEach(declared -> buffers.putIfAbsent(declared.name(), declared));
        }
        return new ModelVariables(List.copyOf(parameters.values()), List.copyOf(buffers.values()));
    }

    long parameterCount() {
        return parameters.stream()
                .mapToLong(declared -> declared.shape().elements())
                .sum();
    }
}
