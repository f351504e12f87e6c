package org.disentangle.runner.cli;

import org.disentangle.runner.experiment.Catalog;

/** The catalog of the class path, with a word about plug-ins that do not load. */
final class Catalogs {
    private Catalogs() {}

    static Catalog load(Printer printer) {
        Catalog catalog = Catalog.load(Catalogs.class.getClassLoader());
        catalog.problems().forEach(problem -> printer.say("suite: " + problem));
        return catalog;
    }
}
