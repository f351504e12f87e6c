package org.disentangle.runner.worker;

import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.trial.TrialExecutor;

/** The process that runs trials; started by the {@link Supervisor}, not by people. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Catalog catalog = Catalog.load(WorkerMain.class.getClassLoader());
        TrialExecutor executor = new TrialExecutor(catalog.engines());
        WorkerLoop.run(executor::execute, catalog);
    }
}
