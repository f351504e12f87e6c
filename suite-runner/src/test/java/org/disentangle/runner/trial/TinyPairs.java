package org.disentangle.runner.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Factor;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** Pairs of 8x8 images: a bright column at one of three places on a ground of one of four colours. Small enough for tests. */
final class TinyPairs implements DataSetFamily<TinyPairs.Options>, DataSet {
    record Options(int groups) {}

    private static final int PLACES = 3;
    private static final int COLOURS = 4;

    private final int groups;
    private final long testSeed;

    TinyPairs() {
        this(48);
    }

    TinyPairs(int groups) {
        this(groups, 0);
    }

    private TinyPairs(int groups, long testSeed) {
        this.groups = groups;
        this.testSeed = testSeed;
    }

    /** The same training data with other test data. */
    TinyPairs withTestSeed(long seed) {
        return new TinyPairs(groups, seed);
    }

    @Override
    public String name() {
        return "tiny-pairs";
    }

    @Override
    public String summary() {
        return "For tests";
    }

    @Override
    public Options defaults() {
        return new Options(groups);
    }

    @Override
    public DataSetDescription describe(Options options) {
        return description();
    }

    @Override
    public DataSet open(Options options, Path location) {
        return this;
    }

    @Override
    public List<RequiredFile> files(Options options) {
        return List.of();
    }

    @Override
    public DataSetDescription description() {
        return new DataSetDescription(
                "tiny-pairs",
                Shape.of(3, 8, 8),
                List.of(
                        new Factor("PL", "place", List.of("left", "middle", "right")),
                        new Factor("CO", "colour", List.of("red", "green", "blue", "grey"))),
                List.of("PL", "CO"),
                Map.of(Split.TRAIN, groups, Split.TEST, groups),
                2,
                PLACES * COLOURS,
                "tiny");
    }

    @Override
    public Samples samples(Split split) {
        var random = new SeedStreams(split == Split.TEST ? testSeed : 0).stream("tiny/" + split.label());
        int[] place = new int[2 * groups];
        int[] colour = new int[2 * groups];
        int[] image = new int[2 * groups];
        int[] joint = new int[groups];
        for (int group = 0; group < groups; group++) {
            int p = random.nextInt(PLACES);
            int c = random.nextInt(COLOURS);
            joint[group] = p * COLOURS + c;
            for (int row = 2 * group; row < 2 * group + 2; row++) {
                place[row] = p;
                colour[row] = c;
                image[row] = joint[group];
            }
        }
        return new Samples(groups, 2, Map.of("image", image), Map.of("PL", place, "CO", colour), joint);
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        byte[] pixels = new byte[PLACES * COLOURS * 3 * 64];
        for (int image = 0; image < PLACES * COLOURS; image++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int pixel = 0; pixel < 64; pixel++) {
                    boolean bright = pixel % 8 / 3 == image / COLOURS;
                    boolean coloured = image % COLOURS == channel || image % COLOURS == 3;
                    pixels[(image * 3 + channel) * 64 + pixel] = (byte) (bright ? 230 : coloured ? 120 : 20);
                }
            }
        }
        return Map.of("images", HostTensor.of(Shape.of(PLACES * COLOURS, 3, 8, 8), pixels));
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        return pools.get("images")
                .gather(0, sources.get("image"))
                .cast(ElementType.FLOAT32)
                .times(1 / 255.0);
    }
}
