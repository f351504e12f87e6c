package org.disentangle.runner.codes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.disentangle.core.UserError;
import org.disentangle.core.engine.VariableValues;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.file.FileDigests;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpzFile;
import org.disentangle.datasets.npz.NpzLimits;
import org.disentangle.datasets.npz.NpzWriter;
import org.disentangle.runner.store.AtomicFiles;
import org.disentangle.runner.store.Attachments;

/**
 * The frozen model that a trial kept: {@code model.npz} with an array per parameter and buffer, float32 in its own shape, under the model's
 * names such as {@code encoder/layer0/conv/weight}, in declared order. NumPy reads it.
 */
public final class KeptModel {
    private static final String FILE = "model.npz";
    private static final NpzLimits LIMITS = new NpzLimits(8L << 30, 32L << 30);

    private KeptModel() {}

    /**
     * Writes it into a trial's folder.
     *
     * @param variables every parameter and buffer, in declared order
     * @throws IOException if the file cannot be written
     */
    public static TrialRecord.Attachment save(Path folder, Map<String, HostTensor> variables) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        variables.forEach(
                (name, value) -> arrays.put(name, NpyArray.of(value.shape().sizes(), value.floats())));
        Path file = folder.resolve(FILE);
        new AtomicFiles().replace(file, stream -> NpzWriter.write(arrays, stream));
        return new TrialRecord.Attachment(
                FILE,
                "parameters and buffers of the model",
                FileDigests.of(file).sha256());
    }

    /** Whether a file beside a record is one of these. */
    public static boolean isOne(String name) {
        return FILE.equals(name);
    }

    /** Whether a trial's folder has one. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Reads it back.
     *
     * @param record whose attachment it is
     * @throws UserError if it is not the file that the record speaks of, or not the model that was scored
     */
    public static Map<String, HostTensor> read(Path folder, TrialRecord record) {
        Path path = folder.resolve(FILE);
        Attachments.expectUnchanged(path, record);
        Map<String, HostTensor> variables = new LinkedHashMap<>();
        try (NpzFile file = NpzFile.open(path, LIMITS)) {
            for (String name : file.names()) {
                NpyArray array = file.array(name);
                variables.put(name, HostTensor.of(new Shape(array.shape()), array.floats()));
            }
        }
        if (record.model() == null
                || !VariableValues.digest(variables).equals(record.model().parametersDigest())) {
            throw new UserError(path + " does not hold the parameters that the trial's record says were scored");
        }
        return variables;
    }
}
