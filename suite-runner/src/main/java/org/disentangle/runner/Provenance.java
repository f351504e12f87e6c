package org.disentangle.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.disentangle.core.engine.Processor;

/** What runs here: facts for records, in no way part of a trial's identity. */
public final class Provenance {
    private static final String UNKNOWN = "unknown";

    /** The host's processor: the one that scores, also where a GPU trains. */
    private static final String PROCESSOR = "processor";

    /** What engines say of the device, where that is a processor; all that records of before {@link #PROCESSOR} hold of it. */
    private static final String DEVICE_PROCESSOR = "engine.processor";

    private Provenance() {}

    public static String version() {
        try (InputStream stream = Provenance.class.getResourceAsStream("suite.properties")) {
            if (stream == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("The suite's own properties cannot be read", e);
        }
    }

    /** Version, commit, Java, locale and machine. */
    public static Map<String, String> facts(int workers, int threads) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("suite", version());
        facts.put("commit", commit());
        facts.put("java", Runtime.version().toString());
        facts.put("jvm", System.getProperty("java.vm.name", UNKNOWN));
        facts.put("os", System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.version", ""));
        facts.put("architecture", System.getProperty("os.arch", UNKNOWN));
        facts.put(PROCESSOR, Processor.name());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("workers", Integer.toString(workers));
        facts.put("threads", Integer.toString(threads));
        facts.put("locale", Locale.getDefault().toLanguageTag());
        return facts;
    }

    /** The processor that scored, by a record's environment; empty if it does not say: one of before it was noted, of a trial on a GPU. */
    public static Optional<String> scoringProcessor(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(PROCESSOR))
                .or(() -> Optional.ofNullable(environment.get(DEVICE_PROCESSOR)));
    }

    /** The commit of the working copy that the classes come from, with {@code +changes} if there are any. */
    private static String commit() {
        Optional<Path> copy = workingCopy();
        if (copy.isEmpty()) {
            return UNKNOWN;
        }
        Optional<String> head = git(copy.get(), "rev-parse", "HEAD");
        Optional<String> changes = git(copy.get(), "status", "--porcelain", "--untracked-files=no");
        return head.map(commit -> commit + (changes.filter(String::isEmpty).isPresent() ? "" : "+changes"))
                .orElse(UNKNOWN);
    }

    private static Optional<Path> workingCopy() {
        try {
            Path folder = Path.of(Provenance.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (folder != null && !Files.exists(folder.resolve(".git"))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Empty if there is no git, or it does not answer. */
    private static Optional<String> git(Path folder, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder();
            builder.command().add("git");
            builder.command().addAll(java.util.List.of(arguments));
            Process process = builder.directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(answer.strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
