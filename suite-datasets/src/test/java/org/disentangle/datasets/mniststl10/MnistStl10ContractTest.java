package org.disentangle.datasets.mniststl10;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.datasets.TinyFiles;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.scene.Variant;
import org.disentangle.testkit.DataSetContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MnistStl10ContractTest extends DataSetContract<MnistStl10Options> {
    @TempDir
    static Path folder;

    @BeforeAll
    static void tinyFiles() {
        TinyFiles.writeAll(folder.resolve("data"), 40, 20);
    }

    @Override
    protected DataSetFamily<MnistStl10Options> family() {
        return new MnistStl10(new DigestCache(folder.resolve("cache")));
    }

    @Override
    protected List<MnistStl10Options> settings() {
        return List.of(
                new MnistStl10Options(Variant.DC_BC, SplitPolicy.OFFICIAL, 50, 20, 0),
                new MnistStl10Options(Variant.DC_DL, SplitPolicy.AUTHORS_90_10, 50, 20, 0),
                new MnistStl10Options(Variant.BC_DL, SplitPolicy.OFFICIAL, 20, 10, 3));
    }

    /** One photograph has no red. */
    @Override
    protected DataSet other() {
        Path changed = folder.resolve("changed");
        TinyFiles.writeAll(changed, 40, 20);
        byte[] images = TinyFiles.stl10Images(40);
        Arrays.fill(images, 0, 96 * 96, (byte) 0);
        TinyFiles.write(changed.resolve("stl10/train_X.bin"), images);
        return family().open(settings().get(0), changed);
    }

    @Override
    protected Path location() {
        return folder.resolve("data");
    }
}
