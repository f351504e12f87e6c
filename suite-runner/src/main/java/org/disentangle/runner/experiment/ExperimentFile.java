package org.disentangle.runner.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.disentangle.core.UserError;
import org.disentangle.runner.json.YamlReader;

/** Experiment files on disk. */
public final class ExperimentFile {
    private static final long MOST_BYTES = 2L << 20;

    private ExperimentFile() {}

    /** @throws UserError naming the file and the place in it */
    public static Experiment read(Path file, Catalog catalog) {
        return new ExperimentReader(catalog).read(YamlReader.read(file.toString(), text(file)));
    }

    private static String text(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new UserError(
                        file + " is a folder. Name an experiment file, such as experiments/quickstart.yaml.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(file + " has " + Files.size(file) + " bytes; an experiment file has at most "
                        + MOST_BYTES + ". Is it the right one?");
            }
            byte[] bytes = Files.readAllBytes(file);
            return decode(file, bytes);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ". The suite's own experiments are in experiments/.", e);
        } catch (IOException e) {
            throw new UserError("Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String decode(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UserError(file + " is not UTF-8 text. Is it the right file?", e);
        }
    }
}
