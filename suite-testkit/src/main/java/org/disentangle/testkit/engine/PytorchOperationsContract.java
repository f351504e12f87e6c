package org.disentangle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.engine.StepScope;
import org.disentangle.core.engine.Variables;
import org.disentangle.core.reference.OperationCase;
import org.disentangle.core.reference.OperationCases;
import org.disentangle.core.reference.ReferenceTensor;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Operation;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public abstract class PytorchOperationsContract extends EngineContract {
    private static final JsonNode GOLDEN = GoldenNumbers.read("operations.json");

    static List<OperationCase> cases() {
        return OperationCases.all().stream()
                .filter(checked -> GOLDEN.has(checked.name()))
                .toList();
    }

    @Test
    void every_golden_case_is_used_and_only_sources_and_casts_from_bytes_go_without() {
        Set<String> names = new HashSet<>();
        Set<Class<?>> seen = new HashSet<>();
        for (OperationCase checked : cases()) {
            names.add(checked.name());
            for (Node node : checked.program().nodes()) {
                seen.add(node.operation().getClass());
            }
        }
        Set<String> golden = new HashSet<>();
        GOLDEN.fieldNames().forEachRemaining(golden::add);
        assertThat(names).isEqualTo(golden);
        Set<Class<?>> missing = new HashSet<>(List.of(Operation.class.getPermittedSubclasses()));
        missing.removeAll(seen);
        assertThat(missing).containsExactly(Operation.Buffer.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void values_are_those_of_pytorch(OperationCase checked) {
        JsonNode golden = GOLDEN.get(checked.name());
        Map<String, HostTensor> inputs = new HashMap<>();
        checked.program()
                .inputs()
                .forEach((name, node) -> inputs.put(
                        name,
                        GoldenNumbers.tensor(node.shape(), golden.get("inputs").get(name))
                                .toHost(node.type())));
        try (Variables variables = session()
                        .variables(
                                checked.program().parameters(),
                                checked.program().buffers());
                Executable executable = session().executable(checked.program(), variables);
                StepScope scope = session().scope()) {
            Map<String, HostTensor> stored = new HashMap<>();
            variables
                    .export()
                    .forEach((name, value) -> stored.put(
                            name, host(value.shape(), golden.get("variables").get(name))));
            variables.load(stored);
            HostTensor out = executable.run(inputs).get("out").toHost();
            OperationsContract.assertClose(out, GoldenNumbers.tensor(out.shape(), golden.get("out")), 1e-5);
            Map<String, HostTensor> after = variables.export();
            if (golden.has("buffers_after")) {
                golden.get("buffers_after").fields().forEachRemaining(buffer -> {
                    HostTensor moved = after.get(buffer.getKey());
                    ReferenceTensor expected = GoldenNumbers.tensor(moved.shape(), buffer.getValue());
                    OperationsContract.assertClose(moved, expected, 1e-5);
                });
            }
        }
    }

    private static HostTensor host(Shape shape, JsonNode array) {
        return GoldenNumbers.tensor(shape, array).toHost(ElementType.FLOAT32);
    }
}
