package org.disentangle.runner.agree;

import java.nio.file.Path;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.engine.Engine;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.registry.Registry;
import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.experiment.Experiment;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.experiment.Planner;
import org.disentangle.runner.experiment.TrialSpec;
import org.disentangle.runner.experiment.TrialSpecs;
import org.disentangle.runner.json.Tree;
import org.disentangle.runner.json.YamlReader;

/** A method on few small sprites. */
record TinyTrial(Plan.PlannedTrial planned, TrialSpec spec, DataSet data) {
    static final Catalog CATALOG = Catalog.load(TinyTrial.class.getClassLoader());
    static final Registry<Engine> ENGINES = CATALOG.engines();

    private static final String EXPERIMENT = """
            name: agree
            data: {name: color-dsprites, side: 16, supersampling: 1, train_images: 64, test_images: 16}
            methods:
              - %s
            seeds: [3]
            encoder: {name: conv, widths: [4, 8]}
            training: {batch: 6, steps: 40}
            """;

    /** @param method as experiment files name it */
    static TinyTrial of(String method) {
        Experiment experiment =
                new ExperimentReader(CATALOG).read(YamlReader.read("test", EXPERIMENT.formatted(method)));
        Plan plan = Planner.plan(experiment, "libtorch", Precision.FP32);
        TrialSpec spec = TrialSpecs.read(Tree.of("plan", plan.trials().get(0).spec()), CATALOG);
        return new TinyTrial(plan.trials().get(0), spec, spec.data().open(Path.of(".")));
    }
}
