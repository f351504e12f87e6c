package org.disentangle.runner.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code record.json}: the record's members, then {@code digest}, the SHA-256 of the canonical JSON of those before
 * it. A text that is cut, changed or of another specification is refused.
 */
public final class RecordFile {
    private static final String DIGEST = "digest";
    private static final int EARLIEST_FORM = 2;
    private static final RecordReader READER = new RecordReader(List.of());
    private static final RecordWriter WRITER = new RecordWriter(List.of());

    private RecordFile() {}

    public static String encode(TrialRecord record) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(WRITER.write(record));
        members.put(DIGEST, CanonicalJson.digest(members));
        return JsonText.pretty(members);
    }

    /**
     * @param source for messages
     * @param id the trial whose record this should be
     * @throws UserError saying what is wrong with the text
     */
    public static TrialRecord decode(String source, String text, String id) {
        if (!text.endsWith("\n")) {
            throw new UserError(source + ": it was cut off after " + text.length() + " characters");
        }
        Tree.Mapping members = JsonReader.read(source, text).asMapping("a record");
        Tree.Mapping signed = members.without(List.of(DIGEST));
        if (!members.text(DIGEST).equals(CanonicalJson.digest(signed.plain()))) {
            throw new UserError(
                    source + ": its content does not have the digest it carries; it was changed or damaged");
        }
        TrialRecord record = READER.whole(TrialRecord.class, inPresentForm(source, signed));
        if (!record.id().equals(id) || !CanonicalJson.digest(record.spec()).equals(id)) {
            throw new UserError(source + ": it is the record of another trial (" + record.id() + ")");
        }
        return record;
    }

    /**
     * Form 2 has no plug-ins, figures, attachments and continuous factors, and forms 2 and 3 no undefined scores: there were none, or
     * nobody said so. No form before 5 has a selection: all were scored after the last step.
     */
    private static Tree.Mapping inPresentForm(String source, Tree.Mapping members) {
        long form = members.whole("schema");
        if (form < EARLIEST_FORM || form > TrialRecord.SCHEMA) {
            throw new UserError(source + ": it has the form " + form + ", known here are " + EARLIEST_FORM + " to "
                    + TrialRecord.SCHEMA);
        }
        Tree nothing = new Tree.Sequence(members.place(), List.of());
        Tree.Mapping present = members.with("schema", new Tree.Scalar(members.place(), (long) TrialRecord.SCHEMA));
        if (form < 5) {
            present = present.with("selection", new Tree.Scalar(members.place(), null));
        }
        if (form < 4) {
            present = present.with("undefined", nothing);
        }
        if (form < 3) {
            present = present.with("plugins", nothing)
                    .with("figures", new Tree.Mapping(members.place(), Map.of(), Map.of()))
                    .with("attachments", nothing);
            if (members.get("data") instanceof Tree.Mapping data) {
                present = present.with("data", data.with("continuous_factors", nothing));
            }
        }
        return present;
    }
}
