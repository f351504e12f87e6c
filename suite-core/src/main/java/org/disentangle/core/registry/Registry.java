package org.disentangle.core.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.disentangle.core.UserError;

/**
 * Everything of one kind by its name. Names are validated, two things of one name are refused, and an unknown name is answered
 * with the known ones and the nearest.
 */
public final class Registry<T extends Named> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final String kind;
    private final Map<String, T> byName = new TreeMap<>();
    private final Map<String, T> byNameOrAlias = new TreeMap<>();
    private final List<String> problems;

    private Registry(String kind, Collection<? extends T> entries, List<String> problems) {
        this.kind = kind;
        this.problems = List.copyOf(problems);
        for (T entry : entries) {
            register(entry.name(), entry);
            byName.put(entry.name(), entry);
            entry.aliases().forEach(alias -> register(alias, entry));
        }
    }

    /** @param kind for messages, such as {@code method} */
    public static <T extends Named> Registry<T> of(String kind, Collection<? extends T> entries) {
        return new Registry<>(kind, entries, List.of());
    }

    /** Loads every provider that the class loader sees. One that cannot be loaded is a {@linkplain #problems problem}; it does not hide the others. */
    public static <T extends Named> Registry<T> load(String kind, Class<T> service, ClassLoader loader) {
        List<String> problems = new ArrayList<>();
        List<T> found = Providers.load(
                service,
                loader,
                e -> problems.add("A " + kind + " could not be loaded: " + e.getMessage()
                        + (e.getCause() == null ? "" : " (" + e.getCause() + ")")));
        return new Registry<>(kind, found, problems);
    }

    /**
     * This registry and one more entry.
     *
     * @throws UserError if one of its names is not valid or taken; this registry stays as it is
     */
    public Registry<T> with(T further) {
        List<T> entries = new ArrayList<>(byName.values());
        entries.add(further);
        return new Registry<>(kind, entries, problems);
    }

    /** Whether something can be called this; see {@link Named}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What has this name or alias. */
    public Optional<T> find(String name) {
        return Optional.ofNullable(byNameOrAlias.get(name));
    }

    /** @throws UnknownNameError with the known names and the nearest, if there is none */
    public T get(String name) {
        T entry = byNameOrAlias.get(name);
        if (entry == null) {
            String nearest =
                    nearest(name).map(near -> " Did you mean '" + near + "'?").orElse("");
            String known = byName.isEmpty() ? "none" : String.join(", ", byName.keySet());
            throw new UnknownNameError(kind, "Unknown " + kind + " '" + name + "'. Known: " + known + "." + nearest);
        }
        return entry;
    }

    /** All entries, by name. */
    public Collection<T> all() {
        return List.copyOf(byName.values());
    }

    /** What could not be loaded, for people. */
    public List<String> problems() {
        return problems;
    }

    private void register(String name, T entry) {
        if (!isName(name)) {
            throw new UserError("The " + kind + " name '" + name + "' of "
                    + entry.getClass().getName()
                    + " is not valid: lower-case letters, digits and hyphens, a letter first, at most 40");
        }
        T other = byNameOrAlias.putIfAbsent(name, entry);
        if (other != null) {
            throw new UserError("Two things claim the " + kind + " name '" + name + "': "
                    + other.getClass().getName() + " and " + entry.getClass().getName()
                    + ". Remove one of them from the class path or plug-in folder.");
        }
    }

    private Optional<String> nearest(String name) {
        return NearestName.of(name, byNameOrAlias.keySet());
    }
}
