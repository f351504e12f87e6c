package org.disentangle.runner.worker;

import sun.misc.Signal;

/** Signals of the operating system; the JDK has no other way to hear of a second one. */
public final class Signals {
    private Signals() {}

    /** Runs something when a signal such as {@code INT} or {@code TERM} comes, instead of ending the process. */
    public static void on(String name, Runnable reaction) {
        try {
            Signal.handle(new Signal(name), signal -> reaction.run());
        } catch (IllegalArgumentException e) {
            // The JVM was started with -Xrs, or the system does not know the signal: then it keeps its usual effect.
            System.err.println("suite: the signal " + name + " cannot be handled: " + e.getMessage());
        }
    }
}
