package org.disentangle.runner.objective;

import java.util.Optional;
import org.disentangle.core.UserError;
import org.disentangle.core.method.ConfiguredMethod;
import org.disentangle.runner.experiment.ExperimentReader;
import org.disentangle.runner.json.Choices;
import org.disentangle.runner.json.RecordReader;
import org.disentangle.runner.json.RecordWriter;
import org.disentangle.runner.json.Tree;
import org.jspecify.annotations.Nullable;

/** A method whose heads make as many numbers as the rows of z have. */
final class EmbeddingFit {
    private static final String OPTION = "embedding";

    private EmbeddingFit() {}

    /**
     * The method as the user has set it; where he has not set {@code embedding} and the default does not fit, with the value that
     * does.
     *
     * @param settings the method's name and options
     * @throws UserError if no value fits, or the user's does not
     */
    static ConfiguredMethod<?> of(
            ExperimentReader reader, Tree.Mapping settings, int representationDimension, int dimension) {
        ConfiguredMethod<?> method = reader.method(settings);
        int width = method.architecture(representationDimension).embeddingDimension();
        if (width == 0 || width == dimension) {
            return method;
        }
        Optional<Long> fitting = fitting(reader, settings, method, representationDimension, dimension);
        if (fitting.isPresent() && settings.get(OPTION) == null) {
            return reader.method(with(settings, fitting.get()));
        }
        String made =
                "The rows of z have " + dimension + " numbers, but the heads of '" + method.name() + "' make " + width;
        if (option(method) == null) {
            throw new UserError(
                    made + "; look among its options for what decides that: 'suite describe " + method.name() + "'");
        }
        throw new UserError(made + " with 'embedding: " + option(method) + "'."
                + fitting.map(value -> " Use --set embedding=" + value + ".")
                        .orElse(" No value of 'embedding' was found that makes " + dimension + "."));
    }

    /** Heads that are alike grow in proportion to the option; whether they did is checked. */
    private static Optional<Long> fitting(
            ExperimentReader reader,
            Tree.Mapping settings,
            ConfiguredMethod<?> method,
            int representation,
            int wanted) {
        if (!(option(method) instanceof Number now)) {
            return Optional.empty();
        }
        long scaled = now.longValue() * wanted;
        int width = method.architecture(representation).embeddingDimension();
        if (scaled % width != 0) {
            return Optional.empty();
        }
        try {
            ConfiguredMethod<?> scaledMethod = reader.method(with(settings, scaled / width));
            boolean fits = scaledMethod.architecture(representation).embeddingDimension() == wanted;
            return fits ? Optional.of(scaled / width) : Optional.empty();
        } catch (UserError e) {
            return Optional.empty();
        }
    }

    /** What {@code embedding} is; null for a method without that option. */
    static @Nullable Object option(ConfiguredMethod<?> method) {
        RecordWriter writer = new RecordWriter(Choices.ALL);
        return RecordReader.keys(method.options().getClass()).contains(OPTION)
                ? writer.write(method.options()).get(OPTION)
                : null;
    }

    private static Tree.Mapping with(Tree.Mapping settings, long value) {
        return settings.with(OPTION, new Tree.Scalar(settings.place(), value));
    }
}
