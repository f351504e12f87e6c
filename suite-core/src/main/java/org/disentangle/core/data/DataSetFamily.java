package org.disentangle.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.disentangle.core.registry.Component;
import org.disentangle.core.view.Augmentation;

/** A data set that users name and configure. Found by {@link java.util.ServiceLoader}. */
public interface DataSetFamily<O extends Record> extends Component<O> {

    /**
     * What the data set will be, without reading or making the samples: for planning. The digest is empty.
     *
     * @throws org.disentangle.core.UserError if the options cannot be served
     */
    DataSetDescription describe(O options);

    /**
     * Reads or makes the data.
     *
     * @param location the folder of users' data sets; unused by generated ones
     * @throws org.disentangle.core.UserError if files are missing, damaged or too few, naming file and byte
     */
    DataSet open(O options, Path location);

    /**
     * How the data set makes views by itself, where pixels' augmentations do not apply, such as new draws of latent numbers. Empty
     * if views are scenes changed by {@code training.augmentation}.
     */
    default Optional<Augmentation> augmentation(O options) {
        return Optional.empty();
    }

    /** Files under the location that the options need, with what is known of them; empty for generated data sets. */
    List<RequiredFile> files(O options);

    /**
     * @param paths below the data location, any of which will do, the usual one first, such as {@code
     *     mnist/train-images-idx3-ubyte.gz} and the same unpacked
     * @param md5 of the usual one as published, empty if unknown
     */
    record RequiredFile(List<String> paths, String what, String md5) {
        public RequiredFile {
            paths = List.copyOf(paths);
        }
    }
}
