package org.disentangle.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;
import org.disentangle.engine.nd4j.plan.Plan;

/** A program run without gradients. */
final class Nd4jExecutable implements Executable {
    private final Nd4jSession session;
    private final Program program;
    private final Plan plan;

    Nd4jExecutable(Nd4jSession session, Program program, Plan plan) {
        this.session = session;
        this.program = program;
        this.plan = plan;
    }

    @Override
    public Map<String, DeviceTensor> run(Map<String, ? extends TensorValue> inputs) {
        session.prepareThread();
        return session.guarded("program '" + program.name() + "'", () -> {
            try (Inputs given = new Inputs(program, inputs, session)) {
                Map<String, DeviceTensor> outputs = new LinkedHashMap<>();
                plan.run(given.arrays())
                        .forEach((name, array) -> outputs.put(name, session.adopt(array, program.output(name))));
                return outputs;
            }
        });
    }

    @Override
    public void close() {
        plan.close();
    }
}
