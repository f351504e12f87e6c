package org.disentangle.datasets.coloredmnist;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.UserError;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.drawndigits.DrawnPools;
import org.disentangle.datasets.idx.IdxReader;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.image.LabeledImages;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.tinted.GreyImages;
import org.disentangle.datasets.tinted.Palette;
import org.disentangle.datasets.tinted.TintedImages;

/**
 * Digits on black in one colour each, whose factors are digit and colour: the data on which IP-IRM's authors show that features
 * disentangle (Wang et al. 2021, CMNIST). Their palette and numbers are not published; ours are in {@link ColoredMnistOptions}.
 *
 * <p>A group is one image; digit and colour count as shared, and the joint label is {@code colors * digit + color}, with digits
 * counted among those used.
 */
public final class ColoredMnist implements DataSetFamily<ColoredMnistOptions> {

    private static final String DIGIT = "digit";
    private static final int DIGIT_SIDE = 28;

    private final DigestCache digests;

    public ColoredMnist() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public ColoredMnist(DigestCache digests) {
        this.digests = digests;
    }

    @Override
    public String name() {
        return "colored-mnist";
    }

    @Override
    public String summary() {
        return "MNIST digits, or drawn ones, in random colours on black (28x28 or 32x32)";
    }

    @Override
    public ColoredMnistOptions defaults() {
        return ColoredMnistOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.WANG_2021, DataCitations.LECUN_1998);
    }

    @Override
    public DataSetDescription describe(ColoredMnistOptions options) {
        return describe(options, "");
    }

    @Override
    public List<RequiredFile> files(ColoredMnistOptions options) {
        return options.source() == DigitSource.DRAWN ? List.of() : PublishedSet.MNIST.requiredFiles();
    }

    @Override
    public DataSet open(ColoredMnistOptions options, Path location) {
        BySplit<LabeledImages> digits =
                switch (options.source()) {
                    case DRAWN -> drawn(options);
                    case MNIST -> mnist(new DataLibrary(location, digests));
                };
        BySplit<LabeledImages> chosen = new BySplit<>(
                chosen(digits.train(), options.digits(), options.trainImages(), "train"),
                chosen(digits.test(), options.digits(), options.testImages(), "test"));
        BySplit<Samples> samples = new BySplit<>(
                samples(options, chosen.train(), Split.TRAIN), samples(options, chosen.test(), Split.TEST));
        ContentDigest digest = new ContentDigest();
        for (Split split : Split.values()) {
            digest.add(chosen.of(split).pixels());
            samples.of(split).labels().values().forEach(digest::add);
        }
        return new TintedImages(
                describe(options, digest.hex()),
                new Palette(options.colors()),
                new BySplit<>(grey(chosen.train(), options.side()), grey(chosen.test(), options.side())),
                samples);
    }

    private static BySplit<LabeledImages> drawn(ColoredMnistOptions options) {
        return new BySplit<>(
                DrawnPools.digits(DIGIT_SIDE, options.digits(), Split.TRAIN, options.trainImages(), options.seed()),
                DrawnPools.digits(DIGIT_SIDE, options.digits(), Split.TEST, options.testImages(), options.seed()));
    }

    private static BySplit<LabeledImages> mnist(DataLibrary library) {
        List<Path> files = library.use(PublishedSet.MNIST);
        return new BySplit<>(
                IdxReader.read(files.get(0), files.get(1), DIGIT_SIDE, DIGIT_SIDE, 10),
                IdxReader.read(files.get(2), files.get(3), DIGIT_SIDE, DIGIT_SIDE, 10));
    }

    private static LabeledImages chosen(LabeledImages all, List<Integer> digits, int count, String split) {
        int[] fitting = IntStream.range(0, all.count())
                .filter(image -> digits.contains(all.label(image)))
                .toArray();
        if (fitting.length < count) {
            throw new UserError("'" + split + "_images' is " + count + ", but the " + split + " split has "
                    + fitting.length + " images of the digits " + digits + ". Ask for at most that many.");
        }
        return all.select(IntStream.of(fitting).limit(count).toArray());
    }

    private static Samples samples(ColoredMnistOptions options, LabeledImages images, Split split) {
        UniformRandomProvider random = new SeedStreams(options.seed()).stream("data/color/" + split.label());
        int count = images.count();
        int[] digits = new int[count];
        int[] colors = new int[count];
        int[] joint = new int[count];
        for (int image = 0; image < count; image++) {
            boolean told = random.nextDouble() < options.correlation();
            int any = random.nextInt(options.colors());
            digits[image] = options.digits().indexOf(images.label(image));
            colors[image] = told ? images.label(image) % options.colors() : any;
            joint[image] = options.colors() * digits[image] + colors[image];
        }
        Map<String, int[]> sources = new LinkedHashMap<>();
        sources.put(TintedImages.IMAGE, IntStream.range(0, count).toArray());
        sources.put(TintedImages.COLOR, colors);
        Map<String, int[]> labels = new LinkedHashMap<>();
        labels.put(DIGIT, digits);
        labels.put(TintedImages.COLOR, colors);
        return new Samples(count, 1, sources, labels, joint);
    }

    private static GreyImages grey(LabeledImages digits, int side) {
        int margin = (side - DIGIT_SIDE) / 2;
        byte[] content = new byte[digits.count() * side * side];
        for (int line = 0; line < digits.count() * DIGIT_SIDE; line++) {
            int image = line / DIGIT_SIDE;
            int row = line % DIGIT_SIDE + margin;
            System.arraycopy(
                    digits.pixels(), line * DIGIT_SIDE, content, (image * side + row) * side + margin, DIGIT_SIDE);
        }
        return new GreyImages(digits.count(), side, false, content);
    }

    private DataSetDescription describe(ColoredMnistOptions options, String digest) {
        Factor digit = new Factor(
                DIGIT, DIGIT, options.digits().stream().map(String::valueOf).toList());
        return new DataSetDescription(
                name(),
                Shape.of(3, options.side(), options.side()),
                List.of(digit, new Palette(options.colors()).factor()),
                List.of(DIGIT, TintedImages.COLOR),
                Map.of(Split.TRAIN, options.trainImages(), Split.TEST, options.testImages()),
                1,
                options.digits().size() * options.colors(),
                digest);
    }
}
