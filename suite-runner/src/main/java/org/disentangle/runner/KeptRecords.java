package org.disentangle.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.record.TrialStatus;
import org.disentangle.runner.plugin.PluginJar;
import org.disentangle.runner.plugin.Plugins;

/** What people should know of records that a run takes over instead of running their trials again. */
final class KeptRecords {
    private KeptRecords() {}

    /**
     * A line per jar whose content is another one now, and one if there are diverged trials.
     *
     * @param kept the final records that were there
     * @param plugins that are loaded now
     */
    static List<String> notes(List<TrialRecord> kept, Plugins plugins) {
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, Integer> jar : outdated(kept, plugins).entrySet()) {
            boolean one = jar.getValue() == 1;
            notes.add(jar.getValue() + (one ? " record was" : " records were") + " made with another content of "
                    + jar.getKey() + " and " + (one ? "is" : "are")
                    + " not run again; raise version() or use another --out.");
        }
        long diverged = kept.stream()
                .filter(record -> record.status() == TrialStatus.DIVERGED)
                .count();
        if (diverged > 0) {
            notes.add(diverged + (diverged == 1 ? " trial has" : " trials have")
                    + " diverged before; that is final, and no trial is run again for it.");
        }
        return notes;
    }

    /** Records by the jar that now provides what they were made with, and is another. */
    private static Map<String, Integer> outdated(List<TrialRecord> kept, Plugins plugins) {
        Map<String, Integer> outdated = new TreeMap<>();
        for (TrialRecord record : kept) {
            for (Plugins.Loaded now : plugins.loaded()) {
                if (record.plugins().stream().anyMatch(then -> isOtherContent(then, now))) {
                    outdated.merge(now.jar().name(), 1, Integer::sum);
                }
            }
        }
        return outdated;
    }

    private static boolean isOtherContent(TrialRecord.Plugin then, Plugins.Loaded now) {
        PluginJar jar = now.jar();
        return !then.sha256().equals(jar.sha256())
                && now.provides().stream().map(Plugins.Provided::toString).anyMatch(then.provides()::contains);
    }
}
