package org.disentangle.runner.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, and all that a board needs beside the records. Plain values: it is written into the output folder.
 *
 * @param schema version of this form
 * @param trials in the order in which they are run
 * @param summaries what each method is, in a sentence
 * @param references the sources of the components in use, in full
 */
public record Plan(
        int schema,
        String name,
        String title,
        String description,
        List<PlannedTrial> trials,
        List<PublishedSource> published,
        Map<String, String> summaries,
        List<String> references) {

    public static final int SCHEMA = 2;

    public Plan {
        trials = List.copyOf(trials);
        published = List.copyOf(published);
        summaries = Collections.unmodifiableMap(new LinkedHashMap<>(summaries));
        references = List.copyOf(references);
    }

    public Optional<PlannedTrial> trial(String id) {
        return trials.stream().filter(trial -> trial.id().equals(id)).findFirst();
    }

    /** The trials that boards are of: those in which everything has the trial's seed. */
    public Plan withoutStudy() {
        return withTrials(
                trials.stream().filter(trial -> trial.varied().isEmpty()).toList());
    }

    /** The trials that vary one stream alone, as if each had its seed for everything: a board of them is that stream's scatter. */
    public Plan study(String stream) {
        return withTrials(trials.stream()
                .filter(trial -> trial.varied().equals(stream))
                .map(trial -> new PlannedTrial(
                        trial.id(), trial.method(), trial.settings(), trial.data(), trial.seed(), "", trial.spec()))
                .toList());
    }

    /** The same plan with these trials alone. */
    public Plan withTrials(List<PlannedTrial> chosen) {
        return new Plan(schema, name, title, description, chosen, published, summaries, references);
    }

    /**
     * One trial of a plan.
     *
     * @param settings what tells the method's line from its defaults and its other lines
     * @param data what boards call the data set
     * @param seed of everything, or of the varied stream alone
     * @param varied the only stream that has that seed, in a study of seeds; empty if everything has it
     * @param spec the specification whose digest is the id
     */
    public record PlannedTrial(
            String id,
            String method,
            Map<String, @Nullable Object> settings,
            String data,
            long seed,
            String varied,
            Map<String, @Nullable Object> spec) {
        public PlannedTrial {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
        }

        /** {@code "seed 3"}, or {@code "init seed 3"} if that stream alone has it. */
        public String seedText() {
            return (varied.isEmpty() ? "" : varied + " ") + "seed " + seed;
        }
    }
}
