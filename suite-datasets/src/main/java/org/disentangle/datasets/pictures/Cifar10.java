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

/** CIFAR-10: 50,000 + 10,000 photographs of 32x32 in ten classes. */
public final class Cifar10 extends PublishedPictures<CifarOptions> {

    public Cifar10() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public Cifar10(DigestCache digests) {
        super(PublishedSet.CIFAR10, CifarReader.TEN.factors(), digests);
    }

    @Override
    public String name() {
        return "cifar10";
    }

    @Override
    public String summary() {
        return "CIFAR-10 photographs in ten classes (32x32)";
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
        int last = files.size() - 1;
        List<Pictures> batches =
                files.subList(0, last).stream().map(CifarReader.TEN::read).toList();
        return new BySplit<>(Pictures.joined(batches), CifarReader.TEN.read(files.get(last)));
    }
}
