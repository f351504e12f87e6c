package org.disentangle.datasets.pictures;

import java.nio.file.Path;
import java.util.List;
import org.disentangle.core.registry.Citation;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.cifar.CifarReader;
import org.disentangle.datasets.image.Pictures;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;

/** CIFAR-100: 50,000 + 10,000 photographs of 32x32 in a hundred classes, five to each of twenty coarse ones. */
public final class Cifar100 extends PublishedPictures<CifarOptions> {

    public Cifar100() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public Cifar100(DigestCache digests) {
        super(PublishedSet.CIFAR100, CifarReader.HUNDRED.factors(), digests);
    }

    @Override
    public String name() {
        return "cifar100";
    }

    @Override
    public String summary() {
        return "CIFAR-100 photographs in 100 fine and 20 coarse classes (32x32)";
    }

    @Override
    public CifarOptions defaults() {
        return CifarOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.KRIZHEVSKY_2009);
    }

    @Override
    Size size(CifarOptions options) {
        return new Size(CifarReader.SIDE, options.trainImages(), options.testImages());
    }

    @Override
    BySplit<Pictures> read(CifarOptions options, List<Path> files) {
        return new BySplit<>(CifarReader.HUNDRED.read(files.get(0)), CifarReader.HUNDRED.read(files.get(1)));
    }
}
