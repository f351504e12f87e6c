package org.disentangle.runner.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Settings;

/**
 * The files of one experiment:
 *
 * <pre>
 * plan.json
 * trials/&lt;id&gt;/record.json      the outcome, written last
 * trials/&lt;id&gt;/curve.jsonl      losses by step
 * trials/&lt;id&gt;/checkpoint.bin   where to go on
 * trials/&lt;id&gt;/worker.log       what the worker printed
 * board.json, board.csv, board.md, board.html
 * </pre>
 *
 * <p>A trial's state is that of its files: a valid record or none.
 */
public final class OutputFolder {
    public static final String PLAN = "plan.json";
    private static final String RECORD = "record.json";
    private static final String CURVE = "curve.jsonl";
    private static final String CHECKPOINT = "checkpoint.bin";

    private final Path root;
    private final AtomicFiles files;

    public OutputFolder(Path root) {
        this(root, new AtomicFiles());
    }

    /** Second runs of its trials, of the same seeds: an output folder within this one, which need not be there. */
    public OutputFolder reruns() {
        return new OutputFolder(root.resolve("reruns"));
    }

    OutputFolder(Path root, AtomicFiles files) {
        this.root = root.toAbsolutePath().normalize();
        this.files = files;
    }

    public Path root() {
        return root;
    }

    public Path trial(String id) {
        return root.resolve("trials").resolve(id);
    }

    /** Makes the folder if it is not there and clears away what crashed writers left. */
    public void prepare() {
        try {
            if (Files.exists(root) && !Files.isDirectory(root)) {
                throw new StoreError(root + " is a file, not a folder. Give another --out.");
            }
            Files.createDirectories(root);
            if (!Files.isWritable(root)) {
                throw new StoreError(
                        "The output folder " + root + " is not writable. Give another --out, or mend its rights.");
            }
            AtomicFiles.sweep(root);
        } catch (IOException e) {
            throw StoreError.writing(root, e);
        }
    }

    /** Refuses a folder that holds something else than this suite's output. */
    public void expectOurs() {
        if (!Files.isDirectory(root) || Files.exists(root.resolve(PLAN))) {
            return;
        }
        try (Stream<Path> content = Files.list(root)) {
            Optional<Path> strange = content.filter(
                            path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .findFirst();
            if (strange.isPresent()) {
                throw new StoreError("The output folder " + root + " holds "
                        + strange.get().getFileName() + " but no " + PLAN
                        + ": it is not an output folder of this suite. Give another --out.");
            }
        } catch (IOException e) {
            throw StoreError.reading(root, e);
        }
    }

    /** @throws StoreError if there is none */
    public Plan plan() {
        return readPlan()
                .orElseThrow(() -> new StoreError("There is no " + PLAN + " in " + root
                        + ". Name the output folder of a run, such as results/quickstart."));
    }

    public Optional<Plan> readPlan() {
        Path path = root.resolve(PLAN);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PlanFile.decode(path.toString(), Files.readString(path)));
        } catch (IOException e) {
            throw StoreError.reading(path, e);
        } catch (UserError e) {
            throw new StoreError("The plan is damaged: " + e.getMessage()
                    + ". The records are untouched: move the plan away and start the same run again.");
        }
    }

    /**
     * Writes the plan, unless the folder belongs to another one. It may be replaced by one of the same name that holds every
     * trial that has a record here, so that an experiment can grow (more seeds, more methods) and no result is orphaned.
     *
     * @return the plan as it now stands in the file
     */
    public Plan adopt(Plan plan) {
        String text = PlanFile.encode(plan);
        Optional<Plan> earlier = readPlan();
        if (earlier.isEmpty() || !text.equals(PlanFile.encode(earlier.get()))) {
            earlier.ifPresent(there -> expectContinuation(there, plan));
            files.write(root.resolve(PLAN), text);
        }
        return plan();
    }

    /** Refuses a folder whose plan this one may not replace. */
    public void expectContinuation(Plan earlier, Plan plan) {
        if (!earlier.name().equals(plan.name())) {
            throw new StoreError("The output folder " + root + " belongs to the experiment '" + earlier.name()
                    + "', this one is '" + plan.name() + "'. Give another --out.");
        }
        Set<String> kept = plan.trials().stream().map(Plan.PlannedTrial::id).collect(Collectors.toSet());
        List<Plan.PlannedTrial> orphans = earlier.trials().stream()
                .filter(trial -> !kept.contains(trial.id()))
                .filter(trial -> record(trial.id()) instanceof RecordState.Present)
                .toList();
        if (!orphans.isEmpty()) {
            Plan.PlannedTrial example = orphans.get(0);
            throw new StoreError("The output folder " + root + " holds results of " + orphans.size()
                    + " trials that the experiment '" + plan.name() + "' no longer has, such as "
                    + Settings.label(example.method(), example.settings()) + ", seed " + example.seed()
                    + ". Its settings, engine, precision or component versions were changed since."
                    + " Give another --out, or move the old folder away. (Adding seeds or methods is fine.)");
        }
    }

    public RecordState record(String id) {
        Path path = trial(id).resolve(RECORD);
        try {
            return new RecordState.Present(RecordFile.decode(path.toString(), Files.readString(path), id));
        } catch (NoSuchFileException e) {
            return new RecordState.Missing();
        } catch (CharacterCodingException e) {
            return new RecordState.Damaged(path + ": it is not UTF-8 text");
        } catch (IOException e) {
            throw StoreError.reading(path, e);
        } catch (UserError e) {
            return new RecordState.Damaged(String.valueOf(e.getMessage()));
        }
    }

    /** The content of a file beside a trial's record; empty if there is none. */
    public byte[] content(String id, String name) {
        Path path = trial(id).resolve(name);
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw StoreError.reading(path, e);
        }
    }

    /** The lines of a trial's learning curve; none if it has left none. */
    public List<String> curve(String id) {
        Path path = trial(id).resolve(CURVE);
        try {
            return Files.readString(path).lines().toList();
        } catch (NoSuchFileException | CharacterCodingException e) {
            return List.of();
        } catch (IOException e) {
            throw StoreError.reading(path, e);
        }
    }

    /** Writes a record over what was there. A checkpoint stays only beside the record of a failed trial, which is tried again. */
    public void save(TrialRecord record) {
        files.write(trial(record.id()).resolve(RECORD), RecordFile.encode(record));
        if (record.status() != TrialStatus.FAILED) {
            Path checkpoint = trial(record.id()).resolve(CHECKPOINT);
            try {
                Files.deleteIfExists(checkpoint);
            } catch (IOException e) {
                throw StoreError.writing(checkpoint, e);
            }
        }
    }

    /** Keeps a damaged record out of the way, as evidence. */
    public Path setAside(String id) {
        Path path = trial(id).resolve(RECORD);
        try {
            for (int i = 1; ; i++) {
                Path aside = path.resolveSibling(RECORD + ".damaged-" + i);
                if (!Files.exists(aside)) {
                    return Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw StoreError.writing(path, e);
        }
    }

    /** @param name such as {@code board.md} */
    public Path save(String name, String text) {
        Path path = root.resolve(name);
        files.write(path, text);
        return path;
    }
}
