package org.disentangle.runner.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;

/** What a board says of code outside of the suite that its trials were made with. */
final class PluginLines {
    private static final int SHORT_DIGEST = 12;

    private PluginLines() {}

    /** A line that names every plug-in, and one more for each of which there were several among the trials that are in means. */
    static List<String> of(List<TrialRecord> records) {
        Map<String, TreeSet<String>> contents = new TreeMap<>();
        Map<String, TreeSet<String>> inMeans = new TreeMap<>();
        for (TrialRecord record : records) {
            for (TrialRecord.Plugin plugin : record.plugins()) {
                contents.computeIfAbsent(plugin.file(), file -> new TreeSet<>()).add(text(plugin));
                if (record.status() == TrialStatus.DONE) {
                    inMeans.computeIfAbsent(plugin.file(), file -> new TreeSet<>())
                            .add(plugin.sha256());
                }
            }
        }
        List<String> lines = new ArrayList<>();
        if (!contents.isEmpty()) {
            lines.add("Made with plug-ins: "
                    + contents.values().stream().flatMap(TreeSet::stream).collect(Collectors.joining("; ")) + ".");
        }
        inMeans.forEach((file, found) -> {
            if (found.size() > 1) {
                lines.add("The trials were made with " + found.size() + " different contents of " + file
                        + "; their means mix them.");
            }
        });
        return lines;
    }

    private static String text(TrialRecord.Plugin plugin) {
        return plugin.file() + (plugin.version().isEmpty() ? "" : " " + plugin.version()) + " sha256 "
                + plugin.sha256()
                        .substring(0, Math.min(SHORT_DIGEST, plugin.sha256().length()));
    }
}
