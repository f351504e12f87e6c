package org.disentangle.datasets.drawndigits;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Split;
import org.disentangle.core.registry.Citation;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.scene.DigitScenes;
import org.disentangle.datasets.scene.SceneGeometry;
import org.disentangle.datasets.scene.ScenePools;

/**
 * The embedded data set, of the same factors and variants as MNIST/STL-10: drawn digits at 8 places over drawn textures. Made
 * from a seed by arithmetic that every JVM carries out alike.
 *
 * <p>It is for trying things out and for tests. Its numbers say nothing about photographs.
 */
public final class DrawnDigits implements DataSetFamily<DrawnDigitsOptions> {

    private static final List<String> BACKGROUND_CLASSES = Stream.of(TextureClass.values())
            .map(texture -> texture.name().toLowerCase(Locale.ROOT))
            .toList();

    @Override
    public String name() {
        return "drawn-digits";
    }

    @Override
    public String summary() {
        return "Drawn digits at 8 places over drawn textures, in pairs that share two of three factors; needs no files";
    }

    @Override
    public DrawnDigitsOptions defaults() {
        return DrawnDigitsOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.BURNS_2021);
    }

    @Override
    public DataSetDescription describe(DrawnDigitsOptions options) {
        return describe(options, "");
    }

    @Override
    public List<RequiredFile> files(DrawnDigitsOptions options) {
        return List.of();
    }

    @Override
    public DataSet open(DrawnDigitsOptions options, Path location) {
        SceneGeometry geometry = new SceneGeometry(options.side());
        DrawnPools drawn = new DrawnPools(geometry, options.seed());
        BySplit<ScenePools> pools = new BySplit<>(
                new ScenePools(
                        drawn.digits(Split.TRAIN, options.trainDigits()),
                        drawn.textures(Split.TRAIN, options.trainTextures())),
                new ScenePools(
                        drawn.digits(Split.TEST, options.testDigits()),
                        drawn.textures(Split.TEST, options.testTextures())));
        return new DigitScenes(describe(options, digest(pools)), options.variant(), geometry, pools, options.seed());
    }

    /** Of the pixels themselves: should a JVM draw differently after all, records will not claim the same data. */
    private static String digest(BySplit<ScenePools> pools) {
        ContentDigest digest = new ContentDigest();
        for (Split split : Split.values()) {
            digest.add(pools.of(split).digits().pixels());
            digest.add(pools.of(split).backgrounds().pixels());
        }
        return digest.hex();
    }

    private DataSetDescription describe(DrawnDigitsOptions options, String digest) {
        return DigitScenes.describe(
                name(),
                options.variant(),
                new SceneGeometry(options.side()),
                BACKGROUND_CLASSES,
                options.trainPairs(),
                options.testPairs(),
                digest);
    }
}
