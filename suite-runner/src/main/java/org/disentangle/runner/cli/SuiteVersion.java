package org.disentangle.runner.cli;

import org.disentangle.runner.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class SuiteVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "suite " + Provenance.version(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"
        };
    }
}
