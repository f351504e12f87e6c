package org.disentangle.runner.json;

import java.util.List;
import java.util.function.Function;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Registry;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;

/**
 * An interface of which a user chooses one implementation by name, such as an optimiser.
 *
 * @param type the interface
 * @param all its implementations with the settings that hold when nothing is said
 */
public record Choices<T>(Class<T> type, List<Choice<T>> all) {

    public static final Choices<Optimizer> OPTIMIZERS = of(
            Optimizer.class,
            Optimizer.CHOICES,
            choice -> new Choice<>(choice.name(), choice.summary(), choice.defaults()));

    public static final Choices<Schedule> SCHEDULES = of(
            Schedule.class,
            Schedule.CHOICES,
            choice -> new Choice<>(choice.name(), choice.summary(), choice.defaults()));

    public static final Choices<Selection> SELECTIONS = of(
            Selection.class,
            Selection.CHOICES,
            choice -> new Choice<>(choice.name(), choice.summary(), choice.defaults()));

    /** All of them: what reads and writes options of any kind needs. */
    public static final List<Choices<?>> ALL = List.of(OPTIMIZERS, SCHEDULES, SELECTIONS);

    public Choices {
        all = List.copyOf(all);
    }

    private static <T, C> Choices<T> of(Class<T> type, List<C> choices, Function<C, Choice<T>> convert) {
        return new Choices<>(type, choices.stream().map(convert).toList());
    }

    /** @param defaults a record */
    public record Choice<T>(String name, String summary, T defaults) implements Named {}

    public Registry<Choice<T>> registry() {
        return Registry.of(Names.key(type.getSimpleName()), all);
    }

    /** The choice that a value was made of. */
    public Choice<T> of(Object value) {
        return all.stream()
                .filter(choice -> choice.defaults().getClass() == value.getClass())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        value.getClass() + " is none of the choices of " + type.getSimpleName()));
    }
}
