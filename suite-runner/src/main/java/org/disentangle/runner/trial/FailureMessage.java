package org.disentangle.runner.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.disentangle.core.metric.ConfiguredMetric;

/** What people read of an exception that is no mistake of the user: its class, and where in a component's own code it arose. */
final class FailureMessage {
    private FailureMessage() {}

    /** The classes that somebody wrote for this trial: where the first of their packages stands in a trace, the cause is near. */
    static List<Class<?>> components(TrialJob job) {
        List<Class<?>> components = new ArrayList<>();
        components.add(job.spec().method().method().getClass());
        components.add(job.spec().data().family().getClass());
        for (ConfiguredMetric<?> metric : job.spec().scoring().metrics()) {
            components.add(metric.metric().getClass());
        }
        return components;
    }

    /** Such as {@code IllegalStateException: no rows, at MyMethod.java:83}. */
    static String of(Throwable e, List<Class<?>> components) {
        return e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : ": " + e.getMessage())
                + ownFrame(e, components)
                        .map(frame -> ", at " + frame.getFileName() + ":" + frame.getLineNumber())
                        .orElse("");
    }

    private static Optional<StackTraceElement> ownFrame(Throwable e, List<Class<?>> components) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            frames.addAll(List.of(cause.getStackTrace()));
        }
        return frames.stream()
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .filter(frame -> components.stream().anyMatch(component -> isOf(frame.getClassName(), component)))
                .findFirst();
    }

    private static boolean isOf(String className, Class<?> component) {
        int end = className.lastIndexOf('.');
        return (end < 0 ? "" : className.substring(0, end)).equals(component.getPackageName());
    }
}
