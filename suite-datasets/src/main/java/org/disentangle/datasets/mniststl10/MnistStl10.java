package org.disentangle.datasets.mniststl10;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.idx.IdxReader;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.library.DataFile;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.scene.DigitScenes;
import org.disentangle.datasets.scene.SceneGeometry;
import org.disentangle.datasets.scene.ScenePools;
import org.disentangle.datasets.stl10.Stl10Reader;

/**
 * MNIST/STL-10 of Burns et al. 2021, appendix A.1 and the authors' generator: a raw 28x28 MNIST digit at one of 8 places over the
 * central 64x64 of an STL-10 image, nothing resized.
 *
 * <p>Unlike the authors' files, pairs are rendered from the sources when they are needed: no JPEG, red and blue in their
 * places, and all three labels of both views.
 */
public final class MnistStl10 implements DataSetFamily<MnistStl10Options> {

    private static final int SIDE = 64;

    private final DigestCache digests;

    public MnistStl10() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public MnistStl10(DigestCache digests) {
        this.digests = digests;
    }

    @Override
    public String name() {
        return "mnist-stl10";
    }

    @Override
    public String summary() {
        return "MNIST digits at 8 places over STL-10 photographs, in pairs that share two of three factors (64x64)";
    }

    @Override
    public MnistStl10Options defaults() {
        return MnistStl10Options.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.BURNS_2021, DataCitations.LECUN_1998, DataCitations.COATES_2011);
    }

    @Override
    public DataSetDescription describe(MnistStl10Options options) {
        return describe(options, "");
    }

    @Override
    public List<RequiredFile> files(MnistStl10Options options) {
        return Stream.of(PublishedSet.MNIST, PublishedSet.STL10)
                .flatMap(set -> set.requiredFiles().stream())
                .toList();
    }

    @Override
    public DataSet open(MnistStl10Options options, Path location) {
        DataLibrary library = new DataLibrary(location, digests);
        Map<String, Object> contents = new TreeMap<>();
        Function<DataFile, Path> use = file -> {
            DataLibrary.CheckedFile checked = library.use(file);
            contents.put(file.path(), checked.digests().sha256());
            return checked.path();
        };
        List<Path> mnist = PublishedSet.MNIST.files().stream().map(use).toList();
        List<Path> stl10 = PublishedSet.STL10.files().stream().map(use).toList();
        BySplit<LabeledImages> digits =
                split(options.split(), mnist(mnist.get(0), mnist.get(1)), mnist(mnist.get(2), mnist.get(3)));
        BySplit<LabeledImages> backgrounds = split(
                options.split(),
                Stl10Reader.read(stl10.get(0), stl10.get(1), SIDE),
                Stl10Reader.read(stl10.get(2), stl10.get(3), SIDE));
        BySplit<ScenePools> pools = digits.with(backgrounds, ScenePools::new);
        DataSetDescription description = describe(
                options, CanonicalJson.digest(Map.of("generator", name() + "/" + version(), "files", contents)));
        return new DigitScenes(description, options.variant(), new SceneGeometry(SIDE), pools, options.seed());
    }

    private static LabeledImages mnist(Path images, Path labels) {
        return IdxReader.read(images, labels, 28, 28, SceneGeometry.DIGIT_CLASSES);
    }

    private static BySplit<LabeledImages> split(SplitPolicy policy, LabeledImages train, LabeledImages test) {
        return switch (policy) {
            case OFFICIAL -> new BySplit<>(train, test);
            case AUTHORS_90_10 -> {
                int all = train.count() + test.count();
                int first = (int) (all * 9L / 10);
                yield new BySplit<>(train.joined(test, 0, first), train.joined(test, first, all));
            }
        };
    }

    private DataSetDescription describe(MnistStl10Options options, String digest) {
        return DigitScenes.describe(
                name(),
                options.variant(),
                new SceneGeometry(SIDE),
                Stl10Reader.CLASS_NAMES,
                options.trainPairs(),
                options.testPairs(),
                digest);
    }
}
