package org.disentangle.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;

/** A program run whole, without gradients. */
final class TorchExecutable implements Executable {
    private final TorchSession session;
    private final Plan plan;

    TorchExecutable(TorchSession session, Plan plan) {
        this.session = session;
        this.plan = plan;
    }

    @Override
    public Map<String, DeviceTensor> run(Map<String, ? extends TensorValue> inputs) {
        session.prepareThread();
        Program program = plan.program();
        return session.guarded("program '" + program.name() + "'", () -> {
            try (NoGradGuard guard = new NoGradGuard();
                    Inputs given = new Inputs(program, inputs, session)) {
                return adopt(session, program, plan.run(given.tensors()));
            }
        });
    }

    static Map<String, DeviceTensor> adopt(TorchSession session, Program program, List<Tensor> tensors) {
        Map<String, DeviceTensor> outputs = new LinkedHashMap<>();
        int position = 0;
        for (String name : program.outputs().keySet()) {
            outputs.put(name, session.adopt(tensors.get(position), program.output(name)));
            position++;
        }
        return outputs;
    }

    @Override
    public void close() {
        plan.close();
    }
}
