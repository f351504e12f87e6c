package org.disentangle.runner.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.disentangle.runner.experiment.Plan;
import org.disentangle.runner.json.YamlText;

/** {@code CITATION.cff}, form 1.2.0 of the Citation File Format, for a bundle. */
final class Citation {
    private Citation() {}

    /** @param authors names as they are written; at least one, which the format asks for */
    static String of(Plan plan, List<String> authors) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("cff-version", "1.2.0");
        members.put("message", "If you use these results, please cite them as below.");
        members.put("type", "dataset");
        members.put("title", plan.title().isEmpty() ? plan.name() : plan.title());
        if (!plan.description().isBlank()) {
            members.put("abstract", plan.description().strip());
        }
        List<Object> names = new ArrayList<>();
        authors.forEach(author -> names.add(Map.of("name", author)));
        members.put("authors", names);
        StringBuilder text = new StringBuilder();
        members.forEach((key, value) ->
                text.append(key).append(": ").append(YamlText.flow(value)).append('\n'));
        return text.toString();
    }
}
