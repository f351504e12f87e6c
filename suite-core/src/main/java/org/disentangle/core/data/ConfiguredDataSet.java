package org.disentangle.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.disentangle.core.view.Augmentation;

/** A data set family with its options. */
public record ConfiguredDataSet<O extends Record>(DataSetFamily<O> family, O options) {

    public String name() {
        return family.name();
    }

    public DataSetDescription describe() {
        return family.describe(options);
    }

    public DataSet open(Path location) {
        return family.open(options, location);
    }

    public Optional<Augmentation> augmentation() {
        return family.augmentation(options);
    }

    public List<DataSetFamily.RequiredFile> files() {
        return family.files(options);
    }
}
