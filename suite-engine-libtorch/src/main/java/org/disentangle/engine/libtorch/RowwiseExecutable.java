package org.disentangle.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.disentangle.core.engine.DeviceTensor;
import org.disentangle.core.engine.Executable;
import org.disentangle.core.tensor.Node;
import org.disentangle.core.tensor.Program;
import org.disentangle.core.tensor.TensorValue;

/** A program whose rows do not depend on each other, run in pieces that stay in a core's cache. CPU only. */
final class RowwiseExecutable implements Executable {
    /** Bytes of the widest intermediate result of a piece; several of these fit into a second-level cache. */
    private static final int PIECE_BYTES = 800_000;

    private final TorchSession session;
    private final Program program;
    private final Set<String> rowInputs;
    private final int rows;
    private final int pieceRows;
    private final Plan ahead;
    private final Plan full;
    private final Plan last;

    private RowwiseExecutable(
            TorchSession session,
            Program program,
            List<String> rowInputs,
            int rows,
            IntFunction<Program> build,
            Function<Program, Plan> compile) {
        this.session = session;
        this.program = program;
        this.rows = rows;
        this.pieceRows = pieceRows(program, rows);
        Hoisting hoisting = new Hoisting(program, Set.copyOf(rowInputs), rows);
        Program small = hoisting.ahead();
        this.ahead = compile.apply(small);
        this.rowInputs = new LinkedHashSet<>(rowInputs);
        this.rowInputs.addAll(small.outputs().keySet());
        this.full = compile.apply(hoisting.rest(pieceRows == rows ? program : build.apply(pieceRows)));
        int rest = rows % pieceRows;
        this.last = rest == 0 ? full : compile.apply(hoisting.rest(build.apply(rest)));
    }

    static RowwiseExecutable of(
            TorchSession session,
            Program program,
            List<String> rowInputs,
            IntFunction<Program> build,
            Function<Program, Plan> compile) {
        int rows = program.nodes()
                .get(program.outputs().values().iterator().next())
                .shape()
                .size(0);
        return new RowwiseExecutable(session, program, rowInputs, rows, build, compile);
    }

    private static int pieceRows(Program program, int rows) {
        long widest = 1;
        for (Node node : program.nodes()) {
            if (!node.inputs().isEmpty()
                    && node.shape().rank() > 0
                    && node.shape().size(0) == rows) {
                widest = Math.max(widest, 4L * node.shape().elements() / rows);
            }
        }
        return (int) Math.max(1, Math.min(rows, PIECE_BYTES / widest));
    }

    @Override
    public Map<String, DeviceTensor> run(Map<String, ? extends TensorValue> inputs) {
        session.prepareThread();
        return session.guarded("program '" + program.name() + "'", () -> {
            List<Tensor> outputs = new ArrayList<>();
            Map<String, Tensor> all = new HashMap<>();
            List<Tensor> computed = List.of();
            try (NoGradGuard guard = new NoGradGuard();
                    Inputs given = new Inputs(program, inputs, session)) {
                all.putAll(given.tensors());
                computed = ahead.run(all);
                int position = 0;
                for (String name : ahead.program().outputs().keySet()) {
                    all.put(name, computed.get(position));
                    position++;
                }
                for (int id : program.outputs().values()) {
                    Node node = program.nodes().get(id);
                    outputs.add(HostTransfer.empty(node.shape(), node.type(), session.device()));
                }
                int pieces = (rows + pieceRows - 1) / pieceRows;
                session.workers().forEach(pieces, piece -> render(piece * pieceRows, all, outputs));
                return TorchExecutable.adopt(session, program, outputs);
            } catch (RuntimeException e) {
                outputs.forEach(Tensor::close);
                throw e;
            } finally {
                computed.forEach(Tensor::close);
            }
        });
    }

    private void render(int start, Map<String, Tensor> inputs, List<Tensor> outputs) {
        int count = Math.min(pieceRows, rows - start);
        Map<String, Tensor> piece = new HashMap<>(inputs);
        Map<String, Tensor> slices = new LinkedHashMap<>();
        List<Tensor> results = List.of();
        try {
            for (String name : rowInputs) {
                Tensor column = inputs.get(name);
                if (column != null) {
                    slices.put(name, column.narrow(0, start, count));
                }
            }
            piece.putAll(slices);
            results = (count == pieceRows ? full : last).run(piece);
            for (int i = 0; i < results.size(); i++) {
                try (Tensor target = outputs.get(i).narrow(0, start, count)) {
                    target.copy_(results.get(i));
                }
            }
        } finally {
            slices.values().forEach(Tensor::close);
            results.forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        ahead.close();
        full.close();
        if (last != full) {
            last.close();
        }
    }
}
