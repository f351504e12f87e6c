package org.disentangle.runner;

import java.util.List;
import org.disentangle.runner.page.TrialFiles;
import org.disentangle.runner.store.OutputFolder;

/** What the trials of an output folder have left beside their records. */
public record FolderFiles(OutputFolder out) implements TrialFiles {
    @Override
    public List<String> curve(String id) {
        return out.curve(id);
    }

    @Override
    public byte[] content(String id, String name) {
        return out.content(id, name);
    }
}
