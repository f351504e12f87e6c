package org.disentangle.datasets.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.UserError;
import org.disentangle.core.spec.CanonicalJson;

/**
 * What was imported into a data folder, in its file {@code manifest.json}: {@code {"files": {"mnist/t10k-labels-idx1-ubyte.gz":
 * {"sha256": "...", "size": 4542}, ...}, "format": 1}}.
 *
 * @param files by path below the data folder, with slashes
 */
public record Manifest(Map<String, Entry> files) {

    public static final String NAME = "manifest.json";
    public static final Manifest EMPTY = new Manifest(Map.of());

    private static final int FORMAT = 1;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(1 << 20)
                    .maxNestingDepth(4)
                    .build())
            .build();

    /**
     * @param size in bytes
     * @param sha256 lower-case hex
     */
    public record Entry(long size, String sha256) {
        public Entry {
            if (size < 0 || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("size " + size + ", sha256 '" + sha256 + "'");
            }
        }
    }

    public Manifest {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** This manifest with entries added or replaced. */
    public Manifest with(Map<String, Entry> more) {
        Map<String, Entry> all = new TreeMap<>(files);
        all.putAll(more);
        return new Manifest(all);
    }

    /** The manifest of a data folder; empty if it has none. */
    public static Manifest read(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            Manifest manifest = parse(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more text follows after its end");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw damaged(file, "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    public void write(Path dataFolder) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        files.forEach((path, entry) -> entries.put(path, Map.of("size", entry.size(), "sha256", entry.sha256())));
        String text = CanonicalJson.write(Map.of("format", FORMAT, "files", entries)) + "\n";
        AtomicFiles.write(dataFolder.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Manifest parse(JsonParser parser) throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        long format = 0;
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            switch (key) {
                case "format" -> format = parser.getLongValue();
                case "files" -> parseFiles(parser, files);
                default -> throw new IllegalArgumentException("unknown key '" + key + "'");
            }
        }
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format + ", expected " + FORMAT);
        }
        return new Manifest(files);
    }

    private static void parseFiles(JsonParser parser, Map<String, Entry> files) throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        for (String path = parser.nextFieldName(); path != null; path = parser.nextFieldName()) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            long size = -1;
            String sha256 = "";
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                switch (key) {
                    case "size" -> size = parser.getLongValue();
                    case "sha256" -> sha256 = String.valueOf(parser.getText());
                    default -> throw new IllegalArgumentException("unknown key '" + key + "'");
                }
            }
            files.put(path, new Entry(size, sha256));
        }
    }

    private static void expect(JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new IllegalArgumentException("found " + found + ", expected " + expected);
        }
    }

    private static UserError damaged(Path file, String reason, Exception cause) {
        return new UserError(
                file + " is damaged: " + reason + ". Remove it and import the data again with 'suite data import'.",
                cause);
    }
}
