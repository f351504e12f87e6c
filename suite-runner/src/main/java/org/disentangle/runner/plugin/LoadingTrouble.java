package org.disentangle.runner.plugin;

import org.disentangle.runner.Provenance;
import org.jspecify.annotations.Nullable;

/** What a class loader's errors mean for whoever wrote the plug-in. */
final class LoadingTrouble {
    private LoadingTrouble() {}

    static String describe(Throwable trouble) {
        Throwable root = root(trouble);
        String outer = trouble == root ? "" : trouble.getMessage() + ": ";
        if (root instanceof UnsupportedClassVersionError) {
            return outer + root.getMessage() + ". Compile it for Java 17 (maven.compiler.release)";
        }
        if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
            return outer + "it needs the class " + className(root.getMessage())
                    + ", which is neither in the jar nor in the suite. Libraries of a plug-in must be packed into its jar";
        }
        if (root instanceof IncompatibleClassChangeError) {
            return outer + root + ". It was built against other classes than this suite's; build it against "
                    + Provenance.version();
        }
        return outer.isEmpty() ? text(root) : outer + root;
    }

    private static String text(Throwable root) {
        String message = root.getMessage();
        // The message of a service loader begins with the service, which has been named already.
        return message == null ? root.toString() : message.replaceFirst("^org\\.disentangle\\.[a-zA-Z.]+: ", "");
    }

    private static Throwable root(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null && !(root instanceof NoClassDefFoundError)) {
            root = root.getCause();
        }
        return root;
    }

    private static String className(@Nullable String message) {
        return String.valueOf(message).replace('/', '.');
    }
}
