package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.disentangle.core.metric.ConfiguredMetric;
import org.disentangle.core.registry.Component;
import org.disentangle.runner.experiment.TrialSpec;

/** What people read of an exception that is no mistake of the user: its class, and where in a component's own code it arose. */
public final class FailureMessage {
    private FailureMessage() {}

    /** Such as {@code IllegalStateException: no rows, at MyMethod.java:83}. */
    static String of(Throwable e, TrialSpec spec) {
        return of(e, packages(spec));
    }

    /** The same about one component. */
    public static String of(Throwable e, Component<?> component) {
        return of(e, Set.of(component.getClass().getPackageName()));
    }

    private static String of(Throwable e, Set<String> packages) {
        return e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : ": " + e.getMessage())
                + ownFrame(e, packages)
                        .map(frame -> ", at " + frame.getFileName() + ":" + frame.getLineNumber())
                        .orElse("");
    }

    /** What somebody wrote for this trial: where the first of these packages stands in a trace, the cause is near. */
    private static Set<String> packages(TrialSpec spec) {
        Set<String> packages = new HashSet<>();
        packages.add(spec.method().method().getClass().getPackageName());
        packages.add(spec.data().family().getClass().getPackageName());
        for (ConfiguredMetric<?> metric : spec.scoring().metrics()) {
            packages.add(metric.metric().getClass().getPackageName());
        }
        return packages;
    }

    private static Optional<StackTraceElement> ownFrame(Throwable e, Set<String> packages) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            frames.addAll(List.of(cause.getStackTrace()));
        }
        return frames.stream()
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .filter(frame -> packages.contains(packageName(frame.getClassName())))
                .findFirst();
    }

    private static String packageName(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
