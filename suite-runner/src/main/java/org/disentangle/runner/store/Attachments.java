package org.disentangle.runner.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.datasets.file.FileDigests;

/** Files beside a record, which holds their digests. */
public final class Attachments {
    private Attachments() {}

    /** @throws UserError if the record does not speak of the file, or the file is missing or another one */
    public static void expectUnchanged(Path file, TrialRecord record) {
        String sha256 = record.attachments().stream()
                .filter(attachment -> attachment.file().equals(String.valueOf(file.getFileName())))
                .map(TrialRecord.Attachment::sha256)
                .findFirst()
                .orElseThrow(() -> new UserError(file + ": the trial's record does not speak of it"));
        if (!Files.exists(file)) {
            throw new UserError(file + " is missing; the trial's record speaks of it");
        }
        if (!FileDigests.of(file).sha256().equals(sha256)) {
            throw new UserError(file + " is not the file that the trial's record speaks of; it was changed or damaged");
        }
    }
}
