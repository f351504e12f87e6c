package org.disentangle.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.disentangle.core.Check;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.engine.Precision;
import org.disentangle.datasets.library.DataLocation;
import org.disentangle.runner.agree.AgreementReport;
import org.disentangle.runner.agree.AgreementText;
import org.disentangle.runner.agree.CurveAgreement;
import org.disentangle.runner.agree.CurveAgreements;
import org.disentangle.runner.agree.EngineOnDevice;
import org.disentangle.runner.agree.StepAgreement;
import org.disentangle.runner.agree.StepAgreements;
import org.disentangle.runner.agree.TrainedAgreements;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.EngineChoice;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentFile;
import org.disentangle.runner.experiment.LineNames;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Plan.PlannedTrial;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.store.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code suite agree}. */
@Command(
        name = "agree",
        description = {
            "Computes the first step of each method on each engine, with the same view plan and initial weights, and in double precision:",
            "rendered views, codes, the loss with its terms, and the gradient. With --steps also compares learning curves, with --trained",
            "finished trials. Ends with 2 where something differs. In float32. Nothing is written."
        })
final class AgreeCommand implements Callable<Integer> {
    private final Printer printer;

    @Parameters(paramLabel = "FILE", description = "The experiment file.")
    private Path file;

    @Option(
            names = "--engines",
            paramLabel = "NAME[@DEVICE][,...]",
            split = ",",
            description = {
                "Engines of 'suite list engines', each on the CPU or where it is told, as in libtorch,nd4j@cuda:0 (default: all on the CPU);",
                "the first one's numbers are what the others compute with."
            })
    private List<String> engines = new ArrayList<>();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Groups in the batch, at most the experiment's (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Looks at the first N of the experiment's seeds: each has weights, views and a batch of its own (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Also trains the first N steps of each method with the experiment's batch, on each engine, and twice more on the first from",
                "weights rounded differently: what a rounding does to the losses is the measure (default: none)."
            })
    private int steps;

    @Option(
            names = "--trained",
            paramLabel = "A,B",
            split = ",",
            description =
                    "Also compares the scores of the experiment's finished trials in two output folders of two engines, over seeds.")
    private List<Path> trained = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of data sets (default: $SUITE_DATA, or the platform's cache folder).")
    private @Nullable Path data;

    @Option(names = "--format", paramLabel = "F", defaultValue = "md", description = "md (default) or json.")
    private Format format = Format.MD;

    @Mixin
    private final Catalogs catalogs = new Catalogs();

    enum Format {
        MD,
        JSON
    }

    AgreeCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Integer call() {
        Check.within("--batch", batch, 2, 1 << 16);
        Check.within("--seeds", seeds, 1, 1 << 16);
        Check.within("--steps", steps, 0, 1 << 20);
        if (!trained.isEmpty() && trained.size() != 2) {
            throw new UserError("--trained takes two output folders, as in --trained A,B; there are " + trained.size());
        }
        Catalog catalog = catalogs.load(printer);
        List<EngineOnDevice> chosen = engines(catalog);
        Experiment experiment = ExperimentFile.read(file, catalog);
        Plan plan = Planner.plan(experiment, chosen.get(0).engine().name(), Precision.FP32);
        Path folder = DataLocation.find(data).folder().toAbsolutePath().normalize();
        TrainedAgreements finished = trained.isEmpty()
                ? TrainedAgreements.NONE
                : TrainedAgreements.compare(
                        experiment,
                        new OutputFolder(trained.get(0)),
                        new OutputFolder(trained.get(1)),
                        catalog,
                        printer::say);
        Map<String, DataSet> opened = new HashMap<>();
        List<StepAgreement> firstStep = new ArrayList<>();
        List<CurveAgreement> curves = new ArrayList<>();
        List<PlannedTrial> trials = trials(plan);
        for (PlannedTrial trial : trials) {
            TrialSpec spec = TrialSpecs.read(Tree.of("the plan", trial.spec()), catalog);
            if (!spec.method().trains()) {
                continue;
            }
            printer.say("[" + (trials.indexOf(trial) + 1) + "/" + trials.size() + "] " + trial.method() + ", seed "
                    + trial.seed() + ", on " + trial.data());
            DataSet set =
                    opened.computeIfAbsent(trial.data(), name -> spec.data().open(folder));
            TrialSpec looked = spec.with(
                    spec.training().with(Math.min(batch, spec.training().batch())));
            firstStep.add(StepAgreements.of(trial, looked, set, chosen, printer::say));
            if (steps > 0) {
                curves.add(CurveAgreements.of(trial, spec, set, chosen, steps));
            }
        }
        if (firstStep.isEmpty()) {
            throw new UserError(file + " has no method that is trained: there is no step to compare");
        }
        AgreementReport report = new AgreementReport(firstStep, curves, finished);
        printer.print(
                format == Format.JSON ? JsonText.pretty(AgreementText.json(report)) : AgreementText.markdown(report));
        printer.say((report.lines() - report.differ()) + " of " + report.lines() + " agree within their bounds.");
        return report.differ() == 0 ? ExitCode.WELL : ExitCode.TROUBLE;
    }

    private List<EngineOnDevice> engines(Catalog catalog) {
        List<EngineOnDevice> chosen = engines.isEmpty()
                ? catalog.engines().all().stream().map(EngineOnDevice::onCpu).toList()
                : engines.stream().map(word -> engine(word, catalog)).toList();
        if (chosen.isEmpty()) {
            throw new UserError("No engine is on the class path");
        }
        if (new HashSet<>(chosen).size() < chosen.size()) {
            throw new UserError("--engines names an engine twice: " + String.join(", ", engines));
        }
        chosen.forEach(one -> EngineChoice.resolve(catalog, one.engine().name(), one.device(), Precision.FP32));
        return chosen;
    }

    private static EngineOnDevice engine(String word, Catalog catalog) {
        int at = word.indexOf('@');
        return at < 0
                ? EngineOnDevice.onCpu(catalog.engines().get(word))
                : new EngineOnDevice(catalog.engines().get(word.substring(0, at)), word.substring(at + 1));
    }

    /** The first seeds of each method with its settings on each data set. */
    private List<PlannedTrial> trials(Plan plan) {
        Map<LineNames.Line, Integer> taken = new HashMap<>();
        return plan.withoutStudy().trials().stream()
                .filter(trial -> taken.merge(LineNames.Line.of(trial), 1, Integer::sum) <= seeds)
                .toList();
    }
}
