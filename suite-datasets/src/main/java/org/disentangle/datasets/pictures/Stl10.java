package org.disentangle.datasets.pictures;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.disentangle.core.data.Factor;
import org.disentangle.core.registry.Citation;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.image.AreaAverage;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.image.Pictures;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.stl10.Stl10Reader;

/** The labelled part of STL-10: 5,000 + 8,000 photographs of 96x96 in ten classes. The 100,000 unlabelled ones are not used: every image that is trained on is also scored, which takes its label. */
public final class Stl10 extends PublishedPictures<Stl10Options> {

    private static final Factor CLASS = new Factor("class", "class", Stl10Reader.CLASS_NAMES);

    public Stl10() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public Stl10(DigestCache digests) {
        super(PublishedSet.STL10, List.of(CLASS), digests);
    }

    @Override
    public String name() {
        return "stl10";
    }

    @Override
    public String summary() {
        return "STL-10 photographs, labelled part, in ten classes (96x96 or smaller)";
    }

    @Override
    public Stl10Options defaults() {
        return Stl10Options.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.COATES_2011);
    }

    @Override
    Size size(Stl10Options options) {
        return new Size(options.side(), options.trainImages(), options.testImages());
    }

    @Override
    BySplit<Pictures> read(Stl10Options options, List<Path> files) {
        return new BySplit<>(
                read(options.side(), files.get(0), files.get(1)), read(options.side(), files.get(2), files.get(3)));
    }

    private static Pictures read(int side, Path images, Path labels) {
        LabeledImages stored = Stl10Reader.read(images, labels, Stl10Reader.SIDE);
        int[] classes = IntStream.range(0, stored.count()).map(stored::label).toArray();
        byte[] pixels = new AreaAverage(Stl10Reader.SIDE, side).shrink(stored.pixels());
        return new Pictures(stored.count(), side, pixels, Map.of(CLASS.name(), classes));
    }
}
