package org.disentangle.runner.encoder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;
import org.disentangle.deeplearning4j.Backend;
import org.disentangle.deeplearning4j.export.ModelFile;
import org.disentangle.runner.codes.KeptModel;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.OutputFolder;
import org.disentangle.runner.store.RecordState;
import org.disentangle.runner.trial.FrozenEncoder;
import org.jspecify.annotations.Nullable;

/** Gives the frozen encoder of a trial to Deeplearning4j. */
public final class EncoderExport {
    private final OutputFolder out;
    private final Catalog catalog;

    public EncoderExport(OutputFolder out, Catalog catalog) {
        this.out = out;
        this.catalog = catalog;
    }

    /**
     * What was written.
     *
     * @param sample the shape of one sample that it takes
     * @param outputs names and sizes
     */
    public record Exported(PlannedTrial trial, List<Integer> sample, Map<String, Integer> outputs) {}

    /**
     * Writes the file.
     *
     * @param wanted the beginning of the trial's id
     * @param target a file that is not there yet
     * @throws UserError if there is no such trial, it kept no model, or Deeplearning4j cannot have it
     */
    public Exported write(String wanted, Path target) {
        if (Files.exists(target)) {
            throw new UserError(target + " is there already; give a file that is not");
        }
        PlannedTrial trial = trial(wanted);
        TrialRecord record = record(trial);
        Path folder = out.trial(trial.id());
        if (!KeptModel.isIn(folder)) {
            throw new UserError("The trial " + trial.id() + " kept no model. Put 'keep: model' into the experiment"
                    + " (with codes: 'keep: [codes, model]'); trials that are done already have to be run again, in another"
                    + " folder (--out)");
        }
        TrialSpec spec = TrialSpecs.read(Tree.of("specification", record.spec()), catalog);
        Backend.missing().ifPresent(reason -> {
            throw new UserError(reason);
        });
        FrozenEncoder encoder = new FrozenEncoder(spec);
        Program program = encoder.program(1);
        Map<String, HostTensor> variables = KeptModel.read(folder, record);
        new AtomicFiles()
                .write(target, ModelFile.of(program, variables, JsonText.pretty(origin(record, encoder, program))));
        return new Exported(trial, sample(program), outputs(program));
    }

    private PlannedTrial trial(String wanted) {
        List<PlannedTrial> named = out.plan().trials().stream()
                .filter(trial -> trial.id().startsWith(wanted))
                .toList();
        if (wanted.isEmpty() || named.size() != 1) {
            throw new UserError("The trial is '" + wanted + "'; allowed is the beginning of the id of one trial ("
                    + (named.isEmpty() ? "none begins so" : named.size() + " begin so") + "): see 'suite status "
                    + out.root() + "'");
        }
        return named.get(0);
    }

    private TrialRecord record(PlannedTrial trial) {
        RecordState state = out.record(trial.id());
        if (state instanceof RecordState.Present present && present.record().model() != null) {
            return present.record();
        }
        String why = state instanceof RecordState.Damaged damaged
                ? "its record is damaged: " + damaged.reason()
                : state instanceof RecordState.Present ? "it was not scored" : "it has not been run";
        throw new UserError("The trial " + trial.id() + " has no model: " + why);
    }

    private static List<Integer> sample(Program program) {
        List<Integer> sizes =
                program.inputs().values().iterator().next().shape().sizes();
        return sizes.subList(1, sizes.size());
    }

    private static Map<String, Integer> outputs(Program program) {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        program.outputs()
                .keySet()
                .forEach(name -> outputs.put(name, program.output(name).shape().size(1)));
        return outputs;
    }

    private static Map<String, @Nullable Object> origin(TrialRecord record, FrozenEncoder encoder, Program program) {
        Map<String, @Nullable Object> origin = new LinkedHashMap<>();
        origin.put("trial", record.id());
        origin.put(
                "parameters_digest",
                record.model() == null ? "" : record.model().parametersDigest());
        origin.put("input", program.inputs().keySet().iterator().next());
        origin.put("sample", sample(program));
        origin.put("outputs", outputs(program));
        origin.put(
                "blocks",
                encoder.blocks().stream()
                        .map(block -> Map.of(
                                "name", block.name(),
                                "of", block.whole(),
                                "start", block.start(),
                                "length", block.length()))
                        .toList());
        origin.put("spec", record.spec());
        return origin;
    }
}
