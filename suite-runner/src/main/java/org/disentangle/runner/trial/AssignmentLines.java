package org.disentangle.runner.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.store.AtomicFiles;

/** {@code assignments.jsonl}: into which cell a method put each training group, one line per assignment. */
final class AssignmentLines {
    private static final String FILE = "assignments.jsonl";

    private AssignmentLines() {}

    /**
     * Writes them beside the record.
     *
     * @return empty if there are none
     */
    static Optional<TrialRecord.Attachment> save(Path folder, Map<String, int[]> assignments) {
        if (assignments.isEmpty()) {
            return Optional.empty();
        }
        String content = assignments.entrySet().stream()
                .map(entry -> TrialFindings.line(Map.of("name", entry.getKey()), "cells", entry.getValue()) + "\n")
                .collect(Collectors.joining());
        new AtomicFiles().write(folder.resolve(FILE), content);
        return Optional.of(new TrialRecord.Attachment(
                FILE, "cells of the training groups", CanonicalJson.sha256(content.getBytes(StandardCharsets.UTF_8))));
    }
}
