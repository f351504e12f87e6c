package org.disentangle.runner.trial;

import java.nio.file.Path;
import org.disentangle.core.data.ConfiguredDataSet;
import org.disentangle.core.data.DataSet;
import org.jspecify.annotations.Nullable;

/** Keeps the data set that the last trial used: trials of an experiment mostly share one. */
final class DataSetCache {
    private record Key(String family, Record options, Path location) {}

    private @Nullable Key key;
    private @Nullable DataSet opened;

    DataSet open(ConfiguredDataSet<?> wanted, Path location) {
        Key asked = new Key(wanted.name(), wanted.options(), location);
        DataSet present = opened;
        if (present == null || !asked.equals(key)) {
            opened = null;
            present = wanted.open(location);
            opened = present;
            key = asked;
        }
        return present;
    }
}
