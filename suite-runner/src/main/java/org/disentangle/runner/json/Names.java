package org.disentangle.runner.json;

import java.util.Locale;

/** Java's names as users write them. */
public final class Names {
    private Names() {}

    /** {@code learningRate} becomes {@code learning_rate}. */
    public static String key(String component) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                key.append(i == 0 ? "" : "_").append(Character.toLowerCase(c));
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** {@code DC_BC} becomes {@code dc-bc}. */
    public static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The form in which constants are compared: case, hyphens and underscores make no difference. */
    static String comparable(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
