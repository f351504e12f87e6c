package org.disentangle.runner.array;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.UserError;
import org.disentangle.datasets.npz.NpyArray;
import org.disentangle.datasets.npz.NpyType;
import org.disentangle.datasets.npz.NpzFile;
import org.disentangle.datasets.npz.NpzLimits;

/** An {@code .npz} file of a user's; every refusal names file, array and place. */
public class ArrayFile implements AutoCloseable {
    private final NpzFile file;

    /** @throws org.disentangle.datasets.file.DataFileError if it is no archive, or too large */
    protected ArrayFile(Path path, NpzLimits limits) {
        this.file = NpzFile.open(path, limits);
    }

    public List<String> names() {
        return file.names();
    }

    public boolean has(String name) {
        return file.names().contains(name);
    }

    protected NpyArray array(String name) {
        return file.array(name);
    }

    /** A fault of the whole file. */
    public UserError error(String found) {
        return new UserError(file.file() + ": " + found);
    }

    /** A fault of an array. */
    public UserError error(String name, String found) {
        return error("array '" + name + "' " + found);
    }

    protected void expectKind(String name, NpyArray array, NpyType.Kind kind, String allowed) {
        if (array.type().kind() != kind) {
            throw error(name, "is " + array + ", expected " + allowed);
        }
    }

    protected void expectFinite(String name, NpyArray array) {
        float[] values = array.floats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                double given = array.doubles()[i];
                String beyond = Double.isFinite(given) ? ", which is beyond float32" : "";
                throw error(name, "holds " + given + " at " + index(i, array.shape()) + beyond);
            }
        }
    }

    /** The place of an element, one index per axis. */
    protected static String index(int flat, List<Integer> shape) {
        int[] index = new int[shape.size()];
        int rest = flat;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        return Arrays.toString(index);
    }

    @Override
    public void close() {
        file.close();
    }
}
