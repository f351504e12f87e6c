package org.disentangle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.disentangle.core.UserError;
import org.disentangle.core.registry.Component;
import org.disentangle.core.registry.Named;
import org.disentangle.core.registry.Registry;

/** What everything that users name and configure must keep. */
final class ComponentChecks {
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private ComponentChecks() {}

    /** It is found by the service loader of its own class, under its name and each alias. */
    static <S extends Named> void expectFound(String kind, Class<S> service, Component<?> component) {
        Registry<S> registry = Registry.load(kind, service, component.getClass().getClassLoader());
        assertThat(registry.problems()).isEmpty();
        Class<?> type = component.getClass();
        assertThat(registry.all())
                .withFailMessage("no line in META-INF/services/%s names %s", service.getName(), type.getName())
                .anyMatch(found -> found.getClass() == type);
        assertThat(registry.get(component.name())).hasSameClassAs(component);
        component.aliases().forEach(alias -> assertThat(registry.get(alias)).hasSameClassAs(component));
        assertThat(component.summary()).isNotBlank().doesNotEndWith(".");
        assertThat(component.version()).isPositive();
    }

    static <O extends Record> void expectPlainOptions(List<O> settings) {
        for (O options : settings) {
            assertThat(PlainOptions.fromPlain(options, PlainOptions.toPlain(options)))
                    .isEqualTo(options);
        }
    }

    /** Each number among the defaults is refused if it is not finite, by its key. */
    static void expectFiniteOptions(Record defaults) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            if (component.getType() == double.class) {
                String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                for (double value : NOT_FINITE) {
                    assertThatThrownBy(() -> PlainOptions.with(defaults, component.getName(), value))
                            .isInstanceOf(UserError.class)
                            .hasMessageContaining(key);
                }
            }
        }
    }
}
