package org.disentangle.runner.worker;

import org.disentangle.runner.experiment.Catalog;
import org.disentangle.runner.plugin.PluginFile;
import org.disentangle.runner.trial.TrialExecutor;

/** The process that runs trials; started by the {@link Supervisor}, not by people. */
public final class WorkerMain {
    private WorkerMain() {}

    /** @param arguments the plug-ins to load, as {@link PluginFile#toArguments} writes them */
    public static void main(String[] arguments) throws InterruptedException {
        Catalog catalog = Catalog.load(WorkerMain.class.getClassLoader(), PluginFile.ofArguments(arguments));
        catalog.problems().forEach(System.err::println);
        TrialExecutor executor = new TrialExecutor(catalog.engines());
        WorkerLoop.run(executor::execute, catalog);
    }
}
