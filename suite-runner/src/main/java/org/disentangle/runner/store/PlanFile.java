package org.disentangle.runner.store;

import java.util.ArrayList;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.JsonReader;
import org.disentangle.runner.json.JsonText;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.json.Tree;

/** The text of {@code plan.json}. */
final class PlanFile {
    private static final int EARLIEST_FORM = 1;
    private static final String TRIALS = "trials";
    private static final RecordReader READER = new RecordReader(List.of());
    private static final RecordWriter WRITER = new RecordWriter(List.of());

    private PlanFile() {}

    static String encode(Plan plan) {
        return JsonText.pretty(WRITER.write(plan));
    }

    /**
     * @param source for messages
     * @throws UserError saying what is wrong with the text
     */
    static Plan decode(String source, String text) {
        return READER.whole(
                Plan.class, inPresentForm(source, JsonReader.read(source, text).asMapping("a plan")));
    }

    /** In form 1 no trial varies one stream alone. */
    private static Tree.Mapping inPresentForm(String source, Tree.Mapping plan) {
        long form = plan.whole("schema");
        if (form < EARLIEST_FORM || form > Plan.SCHEMA) {
            throw new UserError(
                    source + ": it has the form " + form + ", known here are " + EARLIEST_FORM + " to " + Plan.SCHEMA);
        }
        if (form == Plan.SCHEMA) {
            return plan;
        }
        List<Tree> trials = new ArrayList<>();
        for (Tree item : plan.require(TRIALS).asList("'" + TRIALS + "'")) {
            Tree.Mapping trial = item.asMapping("a trial");
            trials.add(trial.with("varied", new Tree.Scalar(trial.place(), "")));
        }
        return plan.with("schema", new Tree.Scalar(plan.place(), (long) Plan.SCHEMA))
                .with(TRIALS, new Tree.Sequence(plan.require(TRIALS).place(), trials));
    }
}
