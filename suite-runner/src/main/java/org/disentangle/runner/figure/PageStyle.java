package org.disentangle.runner.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.runner.page.PageMaker;
import org.disentangle.runner.table.XmlText;

/**
 * What the page's style sheet says of drawings, as attributes: programs other than browsers know no variables of CSS, and a file that
 * is put beside others must not restyle them. The light theme, on paper white.
 */
final class PageStyle {
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern NESTED = Pattern.compile("@[^{}]*\\{(?:[^{}]*\\{[^{}]*})*[^{}]*}");
    private static final Pattern DECLARATION = Pattern.compile("([\\w-]+)\\s*:\\s*([^;]+)");
    private static final Pattern VARIABLE = Pattern.compile("var\\((--\\w+)\\)");
    private static final Pattern ELEMENT = Pattern.compile("<(path|text)( class=\"([^\"]*)\")?");

    /** Declarations by selector, in the order of the sheet. */
    private final Map<String, Map<String, String>> rules = new LinkedHashMap<>();

    PageStyle() {
        this(PageMaker.style());
    }

    PageStyle(String sheet) {
        Matcher rule = RULE.matcher(NESTED.matcher(sheet).replaceAll(""));
        while (rule.find()) {
            Map<String, String> declarations = declarations(rule.group(2));
            for (String selector : rule.group(1).split(",", -1)) {
                rules.computeIfAbsent(selector.strip(), name -> new LinkedHashMap<>())
                        .putAll(declarations);
            }
        }
    }

    private static Map<String, String> declarations(String body) {
        Map<String, String> declarations = new LinkedHashMap<>();
        Matcher declaration = DECLARATION.matcher(body);
        while (declaration.find()) {
            declarations.put(declaration.group(1), declaration.group(2).strip());
        }
        return declarations;
    }

    /** Of a variable of the sheet, such as {@code mute}. */
    String colour(String name) {
        return value(":root", "--" + name);
    }

    /** Behind a cell of a heat map. */
    String shade(int shade) {
        return value(".h" + shade, "background");
    }

    /** Of the text on {@link #shade}. */
    String onShade(int shade) {
        return value(".h" + shade, "color");
    }

    private String value(String selector, String property) {
        String value = rules.getOrDefault(selector, Map.of()).get(property);
        if (value == null) {
            throw new IllegalStateException("page.css gives " + selector + " no " + property);
        }
        return value;
    }

    /** Drawings with their look in attributes in the place of classes. */
    String resolved(String drawing) {
        return ELEMENT.matcher(drawing).replaceAll(found -> Matcher.quoteReplacement(element(found)));
    }

    private String element(MatchResult found) {
        String classes = found.group(3);
        StringBuilder element = new StringBuilder("<").append(found.group(1));
        attributes(found.group(1), classes == null ? List.of() : List.of(classes.split(" ")))
                .forEach((name, value) -> element.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(XmlText.escaped(value))
                        .append('"'));
        return element.toString();
    }

    private Map<String, String> attributes(String element, List<String> classes) {
        Map<String, String> attributes = new LinkedHashMap<>(rules.getOrDefault("svg " + element, Map.of()));
        // Later rules win, whatever the order of the classes.
        for (Map.Entry<String, Map<String, String>> rule : rules.entrySet()) {
            if (rule.getKey().startsWith("svg .")
                    && classes.contains(rule.getKey().substring("svg .".length()))) {
                attributes.putAll(rule.getValue());
            }
        }
        if (attributes.isEmpty()) {
            throw new IllegalStateException("page.css has no look for " + element + " of class " + classes);
        }
        attributes.replaceAll((name, value) -> VARIABLE.matcher(value)
                .replaceAll(variable -> Matcher.quoteReplacement(value(":root", variable.group(1)))));
        return attributes;
    }
}
