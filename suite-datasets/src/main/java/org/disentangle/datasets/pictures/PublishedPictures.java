package org.disentangle.datasets.pictures;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Split;
import org.disentangle.datasets.image.Pictures;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;

/**
 * A data set that is a published set of pictures and nothing else.
 *
 * @param <O> its options
 */
abstract class PublishedPictures<O extends Record> implements DataSetFamily<O> {

    private final PublishedSet set;
    private final List<Factor> factors;
    private final DigestCache digests;

    /** @param factors of the labels that are read; the first one tells all others */
    PublishedPictures(PublishedSet set, List<Factor> factors, DigestCache digests) {
        this.set = set;
        this.factors = factors;
        this.digests = digests;
    }

    /** The side of the images in pixels, and how many there are. */
    record Size(int side, int trainImages, int testImages) {}

    abstract Size size(O options);

    /**
     * Reads the files.
     *
     * @param files in the order of {@link PublishedSet#files}
     */
    abstract BySplit<Pictures> read(O options, List<Path> files);

    @Override
    public final DataSetDescription describe(O options) {
        Size size = size(options);
        return PictureDataSet.describe(
                name(),
                factors,
                size.side(),
                Map.of(Split.TRAIN, size.trainImages(), Split.TEST, size.testImages()),
                "");
    }

    @Override
    public final List<RequiredFile> files(O options) {
        return set.requiredFiles();
    }

    @Override
    public final DataSet open(O options, Path location) {
        BySplit<Pictures> all = read(options, new DataLibrary(location, digests).use(set));
        Size size = size(options);
        return PictureDataSet.of(
                name(),
                factors,
                new BySplit<>(
                        all.train().first(size.trainImages(), Split.TRAIN),
                        all.test().first(size.testImages(), Split.TEST)));
    }
}
