package org.disentangle.engine.nd4j.backend;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why native libraries could not be loaded: which is missing, or is of another release. */
final class LinkFailures {
    private static final String NEEDED =
            " ND4J's GPU build needs CUDA 11.6 and cuDNN 8.3, as SUITE_NATIVES=nd4j-cuda brings them along. The engine 'libtorch' may work here: use --engine libtorch.";
    /** Comes with the driver, not with CUDA. */
    private static final String DRIVER = "libcuda.so.1";

    private static final Pattern MISSING =
            Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object file");
    private static final Pattern VERSION = Pattern.compile("([\\w.+-]+\\.so[\\w.]*): version [`'](\\S+)' not found");
    private static final Pattern SYMBOL = Pattern.compile("([\\w.+-]+\\.so[\\w.]*): undefined symbol: (\\w+)");
    private static final Pattern NOT_THERE =
            Pattern.compile("no (\\S+) in java\\.library\\.path|Could not find (\\S+) in class");

    private LinkFailures() {}

    /** For the GPU build. */
    static String explain(Throwable failure) {
        String found = matched(failure, MISSING);
        if (DRIVER.equals(found)) {
            return "No NVIDIA driver was found: its library " + DRIVER
                    + " is missing. CUDA 11.6 needs release 450.80 or newer. Use --engine libtorch.";
        }
        if (found != null) {
            return "The library " + found + " was not found." + NEEDED;
        }
        found = matched(failure, VERSION);
        if (found == null) {
            found = matched(failure, SYMBOL);
        }
        if (found != null) {
            return "The library " + found + " is of another release than ND4J was built for." + NEEDED;
        }
        found = matched(failure, NOT_THERE);
        if (found != null) {
            return "There is no native library " + found + " for this platform (" + Loader.getPlatform() + ")."
                    + NEEDED;
        }
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return "ND4J's GPU build could not be loaded: " + last.getMessage() + "." + NEEDED;
    }

    /** The name of the library in the first message of the chain that has one; the deepest knows most. */
    private static @Nullable String matched(Throwable failure, Pattern pattern) {
        String name = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = pattern.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            }
        }
        return name;
    }
}
