package org.disentangle.runner.experiment;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.core.engine.Precision;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;
import org.disentangle.datasets.augmentation.AugmentationPreset;
import org.disentangle.runner.json.Choices;
import org.disentangle.runner.json.Names;
import org.disentangle.runner.json.RecordReader;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of experiment files, made from the same records that read them. */
public final class ExperimentSchema {
    private static final String TYPE = "type";
    private static final String ITEMS = "items";
    private static final String ANY_OF = "anyOf";
    private static final String PROPERTIES = "properties";
    private static final String DESCRIPTION = "description";

    private ExperimentSchema() {}

    public static Map<String, @Nullable Object> of(Catalog catalog) {
        Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
        Map<String, @Nullable Object> training = options(TrainingOptions.class);
        definitions.put(
                "method",
                named(catalog.methods().all(), true, of("training", grid(training), MethodsReader.ON, on(catalog))));
        definitions.put("data", named(catalog.dataSets().all(), true, Map.of()));
        definitions.put("encoder", named(catalog.encoders().all(), false, Map.of()));
        definitions.put("metric", named(catalog.metrics().all(), false, Map.of()));
        definitions.put("training", training);
        definitions.put("published", published());

        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put(
                "name",
                text(
                        "What plan and board call the experiment. Results go to results/ and the file's name, or to --out.",
                        "^[a-z0-9][a-z0-9._-]{0,79}$"));
        properties.put("title", text("Heads the board.", null));
        properties.put(DESCRIPTION, text("Stands below the board's title.", null));
        properties.put("data", oneOrMore("#/$defs/data"));
        properties.put("methods", oneOrMore("#/$defs/method"));
        properties.put("seeds", seeds());
        properties.put("streams", streams());
        properties.put("vary", vary());
        properties.put("encoder", reference("#/$defs/encoder"));
        properties.put("training", reference("#/$defs/training"));
        properties.put("scoring", scoring());
        properties.put("engine", constants(withAuto(catalog.engines().all())));
        properties.put(
                "precision",
                constants(Arrays.stream(Precision.values()).map(Names::constant).toList()));
        properties.put(
                "device", text("auto, cpu or cuda:N; no part of a trial's identity.", "^(auto|cpu|cuda:[0-9]{1,3})$"));
        definitions.put(
                "kept",
                constants(Arrays.stream(Kept.values()).map(Names::constant).toList()));
        Map<String, @Nullable Object> keep = oneOrMore("#/$defs/kept");
        keep.put(
                DESCRIPTION,
                "What trials leave beside their records, for 'suite score' and 'suite encoder'; no part of a trial's identity.");
        properties.put("keep", keep);
        properties.put("published", oneOrMore("#/$defs/published"));

        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Experiment");
        schema.putAll(object(properties, List.of("name", "data", "methods", "seeds")));
        schema.put("$defs", definitions);
        return schema;
    }

    /** The schema of an options record; every key may be left out. */
    public static Map<String, @Nullable Object> options(Class<?> type) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(Names.key(component.getName()), value(component.getGenericType()));
        }
        if (type == AugmentationOptions.class) {
            properties.put(TrainingReader.PRESET, constants(names(AugmentationPreset.ALL.all())));
        }
        return object(properties, List.of());
    }

    /** What else a constant could be, in words; empty for other options. */
    public static String alternatives(@Nullable Object schema, String path) {
        Object here = schema;
        for (String key : path.split("\\.")) {
            here = here instanceof Map<?, ?> map && map.get(PROPERTIES) instanceof Map<?, ?> properties
                    ? properties.get(key)
                    : null;
        }
        return here instanceof Map<?, ?> map && map.get("enum") instanceof List<?> constants
                ? "   ("
                        + String.join(
                                ", ", constants.stream().map(String::valueOf).toList()) + ")"
                : "";
    }

    private static Map<String, @Nullable Object> value(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class
                    ? of(TYPE, "array", ITEMS, value(arguments[0]))
                    : of(TYPE, "object", "additionalProperties", value(arguments[1]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Optimizer.class) {
            return choice(Choices.OPTIMIZERS);
        }
        if (plain == Schedule.class) {
            return choice(Choices.SCHEDULES);
        }
        if (plain == Selection.class) {
            return choice(Choices.SELECTIONS);
        }
        if (plain.isRecord()) {
            return options(plain);
        }
        if (plain.isEnum()) {
            return constants(Arrays.stream(plain.getEnumConstants())
                    .map(constant -> Names.constant((Enum<?>) constant))
                    .toList());
        }
        if (plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class) {
            return of(TYPE, "integer");
        }
        if (plain == double.class || plain == Double.class) {
            return of(TYPE, "number");
        }
        return of(TYPE, plain == boolean.class || plain == Boolean.class ? "boolean" : "string");
    }

    private static <T> Map<String, @Nullable Object> choice(Choices<T> choices) {
        List<@Nullable Object> alternatives = new ArrayList<>();
        alternatives.add(
                constants(choices.all().stream().map(Choices.Choice::name).toList()));
        for (Choices.Choice<T> choice : choices.all()) {
            alternatives.add(withName(choice, options(choice.defaults().getClass()), false, Map.of()));
        }
        return of(ANY_OF, alternatives);
    }

    private static Map<String, @Nullable Object> named(
            Collection<? extends Component<?>> components, boolean grid, Map<String, @Nullable Object> further) {
        List<@Nullable Object> alternatives = new ArrayList<>();
        alternatives.add(constants(names(components)));
        for (Component<?> component : components) {
            alternatives.add(withName(component, options(component.defaults().getClass()), grid, further));
        }
        return of(ANY_OF, alternatives);
    }

    private static Map<String, @Nullable Object> withName(
            Named named, Map<String, @Nullable Object> options, boolean grid, Map<String, @Nullable Object> further) {
        List<String> names = new ArrayList<>(List.of(named.name()));
        names.addAll(named.aliases());
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put(RecordReader.NAME, constants(names));
        Map<String, @Nullable Object> shown = grid ? grid(options) : options;
        if (shown.get(PROPERTIES) instanceof Map<?, ?> known) {
            known.forEach((key, value) -> properties.put((String) key, value));
        }
        properties.putAll(further);
        Map<String, @Nullable Object> schema = object(properties, List.of(RecordReader.NAME));
        schema.put(DESCRIPTION, named.summary());
        return schema;
    }

    /** The same with every option given once, or as a list of values to try. */
    private static Map<String, @Nullable Object> grid(Map<String, @Nullable Object> schema) {
        if (!(schema.get(PROPERTIES) instanceof Map<?, ?> properties)) {
            return of(ANY_OF, List.of(schema, of(TYPE, "array", ITEMS, schema, "minItems", 1)));
        }
        Map<String, @Nullable Object> spread = new LinkedHashMap<>();
        properties.forEach((key, value) -> spread.put((String) key, grid(members(value))));
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(schema);
        changed.put(PROPERTIES, spread);
        return changed;
    }

    private static Map<String, @Nullable Object> members(Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, member) -> members.put((String) key, member));
        return members;
    }

    private static Map<String, @Nullable Object> on(Catalog catalog) {
        Map<String, @Nullable Object> name = constants(names(catalog.dataSets().all()));
        return of(ANY_OF, List.of(name, of(TYPE, "array", ITEMS, name, "minItems", 1)));
    }

    private static Map<String, @Nullable Object> seeds() {
        Map<String, @Nullable Object> list =
                of(TYPE, "array", ITEMS, of(TYPE, "integer"), "minItems", 1, "uniqueItems", true);
        Map<String, @Nullable Object> range = object(
                of("first", of(TYPE, "integer"), "count", of(TYPE, "integer", "minimum", 1, "maximum", 10_000)),
                List.of("count"));
        return of(ANY_OF, List.of(list, range));
    }

    private static Map<String, @Nullable Object> streams() {
        return of(
                TYPE,
                "object",
                "additionalProperties",
                of(TYPE, "integer"),
                DESCRIPTION,
                "Seeds of single streams that differ from the trial's, such as init.");
    }

    private static Map<String, @Nullable Object> vary() {
        Map<String, @Nullable Object> names =
                of(TYPE, "array", ITEMS, of(TYPE, "string"), "minItems", 1, "uniqueItems", true);
        Map<String, @Nullable Object> held =
                object(of("streams", names, "hold", of(TYPE, "integer")), List.of("streams"));
        return of(
                DESCRIPTION,
                "Random streams that further trials vary one at a time, all else held at a seed of its own, for 'suite seeds'.",
                ANY_OF,
                List.of(names, held));
    }

    private static Map<String, @Nullable Object> scoring() {
        Map<String, @Nullable Object> groups = of(TYPE, "integer", "minimum", 0, DESCRIPTION, "0 for all.");
        return object(
                of(
                        "train_groups",
                        groups,
                        "test_groups",
                        groups,
                        "metrics",
                        of(TYPE, "array", ITEMS, reference("#/$defs/metric"), "minItems", 1)),
                List.of());
    }

    private static Map<String, @Nullable Object> published() {
        Map<String, @Nullable Object> numbers = of(
                ANY_OF,
                List.of(
                        of(TYPE, "number"),
                        of(TYPE, "array", ITEMS, of(TYPE, "number"), "minItems", 1, DESCRIPTION, "One per run.")));
        Map<String, @Nullable Object> any = of(TYPE, "object");
        Map<String, @Nullable Object> values = of(TYPE, "object", DESCRIPTION, "metric: {block: {factor: number}}");
        values.put(
                "additionalProperties",
                of(TYPE, "object", "additionalProperties", of(TYPE, "object", "additionalProperties", numbers)));
        Map<String, @Nullable Object> row = object(
                of("method", of(TYPE, "string"), "settings", any, "data", any, "values", values),
                List.of("method", "values"));
        return object(
                of(
                        "citation",
                        of(TYPE, "string"),
                        "where",
                        of(TYPE, "string"),
                        "unit",
                        constants(List.of("percent", "fraction")),
                        "data",
                        any,
                        "rows",
                        of(TYPE, "array", ITEMS, row)),
                List.of("citation", "unit", "rows"));
    }

    private static Map<String, @Nullable Object> object(
            Map<String, @Nullable Object> properties, List<String> required) {
        Map<String, @Nullable Object> schema =
                of(TYPE, "object", PROPERTIES, properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, @Nullable Object> oneOrMore(String definition) {
        return of(
                ANY_OF, List.of(reference(definition), of(TYPE, "array", ITEMS, reference(definition), "minItems", 1)));
    }

    private static Map<String, @Nullable Object> reference(String definition) {
        return of("$ref", definition);
    }

    private static Map<String, @Nullable Object> text(String description, @Nullable String pattern) {
        Map<String, @Nullable Object> schema = of(TYPE, "string", DESCRIPTION, description);
        if (pattern != null) {
            schema.put("pattern", pattern);
        }
        return schema;
    }

    private static Map<String, @Nullable Object> constants(List<String> constants) {
        return of("enum", constants);
    }

    private static List<String> names(Collection<? extends Named> all) {
        List<String> names = new ArrayList<>();
        all.forEach(named -> {
            names.add(named.name());
            names.addAll(named.aliases());
        });
        return names;
    }

    private static List<String> withAuto(Collection<? extends Named> all) {
        List<String> names = new ArrayList<>(List.of(Experiment.AUTO));
        names.addAll(names(all));
        return names;
    }

    /** A mapping in the order given: key, value, key, value. */
    private static Map<String, @Nullable Object> of(Object... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
