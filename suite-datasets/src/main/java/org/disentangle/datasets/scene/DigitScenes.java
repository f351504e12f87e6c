package org.disentangle.datasets.scene;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.Samples;
import org.disentangle.core.data.Split;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.ProgramBuilder;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/**
 * Pairs of scenes: a digit laid over a background by the maximum of the two, per pixel and channel. Groups are pairs; sources are
 * {@code digit}, {@code background} and {@code place}.
 */
public final class DigitScenes implements DataSet {

    private static final String DIGIT = "digit";
    private static final String BACKGROUND = "background";
    private static final String PLACE = "place";
    private static final String DIGITS = "digits";
    private static final String BACKGROUNDS = "backgrounds";
    private static final int VIEWS = 2;
    private static final double BRIGHTEST = 255;

    private final DataSetDescription description;
    private final SceneGeometry geometry;
    private final BySplit<ScenePools> pools;
    private final BySplit<Samples> samples;

    /**
     * @param description made by {@link #describe}
     * @param seed of the table of pairs
     * @throws org.disentangle.core.UserError if the pools are too few for the variant
     */
    public DigitScenes(
            DataSetDescription description,
            Variant variant,
            SceneGeometry geometry,
            BySplit<ScenePools> pools,
            long seed) {
        this.description = description;
        this.geometry = geometry;
        this.pools = pools;
        int trainPairs = pairs(description, Split.TRAIN);
        int testPairs = pairs(description, Split.TEST);
        this.samples = new BySplit<>(
                draw(variant, pools.train(), new PairTable(variant, Split.TRAIN, pools.train(), seed), trainPairs),
                draw(variant, pools.test(), new PairTable(variant, Split.TEST, pools.test(), seed), testPairs));
    }

    /**
     * @param backgrounds the names of the background classes
     * @param digest of the pools, empty if they are not known yet
     */
    public static DataSetDescription describe(
            String name,
            Variant variant,
            SceneGeometry geometry,
            List<String> backgrounds,
            int trainPairs,
            int testPairs,
            String digest) {
        return new DataSetDescription(
                name,
                Shape.of(3, geometry.side(), geometry.side()),
                Stream.concat(variant.shared().stream(), Stream.of(variant.varied()))
                        .map(factor -> factor.factor(backgrounds))
                        .toList(),
                variant.shared().stream().map(Enum::name).toList(),
                Map.of(Split.TRAIN, trainPairs, Split.TEST, testPairs),
                VIEWS,
                variant.jointCardinality(),
                digest);
    }

    @Override
    public DataSetDescription description() {
        return description;
    }

    @Override
    public Samples samples(Split split) {
        return samples.of(split);
    }

    @Override
    public Map<String, HostTensor> pools(Split split) {
        ScenePools pool = pools.of(split);
        int box = geometry.box();
        int side = geometry.side();
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put(
                DIGITS,
                HostTensor.of(
                        Shape.of(pool.digits().count(), box * box),
                        pool.digits().pixels()));
        tensors.put(
                BACKGROUNDS,
                HostTensor.of(
                        Shape.of(pool.backgrounds().count(), 3, side, side),
                        pool.backgrounds().pixels()));
        return tensors;
    }

    @Override
    public Tensor scene(Map<String, Tensor> pools, Map<String, Tensor> sources) {
        Tensor digit = named(sources, DIGIT);
        ProgramBuilder builder = digit.builder();
        int n = digit.size(0);
        int side = geometry.side();
        Tensor digits = named(pools, DIGITS).gather(0, digit);
        Tensor dark = builder.constant(HostTensor.of(Shape.of(n, 1), new byte[n]));
        Tensor pixels = builder.constant(geometry.digitPixels()).gather(0, named(sources, PLACE));
        Tensor placed = builder.concatenate(1, List.of(digits, dark)).gatherAlong(1, pixels);
        Tensor backgrounds = named(pools, BACKGROUNDS).gather(0, named(sources, BACKGROUND));
        return backgrounds
                .maximum(placed.reshape(n, 1, side, side))
                .cast(ElementType.FLOAT32)
                .dividedBy(BRIGHTEST);
    }

    private static Samples draw(Variant variant, ScenePools pool, PairTable table, int pairs) {
        int rows = pairs * VIEWS;
        int[] digits = new int[rows];
        int[] backgrounds = new int[rows];
        int[] places = new int[rows];
        IntStream.range(0, pairs).parallel().forEach(index -> {
            PairTable.Pair pair = table.pair(index);
            set(pair.first(), index * VIEWS, digits, backgrounds, places);
            set(pair.second(), index * VIEWS + 1, digits, backgrounds, places);
        });
        int[] digitClasses = Arrays.stream(digits).map(pool.digits()::label).toArray();
        int[] backgroundClasses =
                Arrays.stream(backgrounds).map(pool.backgrounds()::label).toArray();
        int[] joint = IntStream.range(0, pairs)
                .map(pair -> pair * VIEWS)
                .map(row -> variant.jointLabel(digitClasses[row], backgroundClasses[row], places[row]))
                .toArray();
        Map<String, int[]> sources = new LinkedHashMap<>();
        sources.put(DIGIT, digits);
        sources.put(BACKGROUND, backgrounds);
        sources.put(PLACE, places);
        Map<String, int[]> labels = new LinkedHashMap<>();
        labels.put(SceneFactor.DC.name(), digitClasses);
        labels.put(SceneFactor.BC.name(), backgroundClasses);
        labels.put(SceneFactor.DL.name(), places);
        return new Samples(pairs, VIEWS, sources, labels, joint);
    }

    private static int pairs(DataSetDescription description, Split split) {
        return Objects.requireNonNull(description.groups().get(split));
    }

    private static void set(PairTable.View view, int row, int[] digits, int[] backgrounds, int[] places) {
        digits[row] = view.digit();
        backgrounds[row] = view.background();
        places[row] = view.place();
    }

    private static Tensor named(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No '" + name + "' among " + tensors.keySet());
        }
        return tensor;
    }
}
