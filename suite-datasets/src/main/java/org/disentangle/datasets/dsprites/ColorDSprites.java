package org.disentangle.datasets.dsprites;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Split;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.DataCitations;
import org.disentangle.datasets.image.ContentDigest;
import org.disentangle.datasets.library.DataLibrary;
import org.disentangle.datasets.library.DigestCache;
import org.disentangle.datasets.library.PublishedSet;
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.tinted.Palette;
import org.disentangle.datasets.tinted.TintedImages;

/**
 * ColorDSprites of Eastwood et al. 2023: the 737,280 images of dSprites, each in one of ten colours, on black. The sprites are drawn
 * anew, so that no file is needed and any size can be had; docs/data.md says how well they agree with the published file. Or they
 * are read from it, or from a part of it: split, colours and order are the same, less what the part does not hold.
 *
 * <p>A group is one image. Shape and colour come first and count as shared, so that methods that need two factors' labels can have
 * them; the joint label is {@code 10 shape + color}.
 */
public final class ColorDSprites implements DataSetFamily<ColorDSpritesOptions> {

    private static final Palette PALETTE = new Palette(Palette.LARGEST);

    private final DigestCache digests;

    public ColorDSprites() {
        this(DigestCache.ofThisUser());
    }

    /** @param digests where checked files are remembered */
    public ColorDSprites(DigestCache digests) {
        this.digests = digests;
    }

    @Override
    public String name() {
        return "color-dsprites";
    }

    @Override
    public String summary() {
        return "dSprites' squares, ellipses and hearts in ten colours, with all their factors; drawn, or read from the published file";
    }

    @Override
    public ColorDSpritesOptions defaults() {
        return ColorDSpritesOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.MATTHEY_2017, DataCitations.EASTWOOD_2023);
    }

    @Override
    public DataSetDescription describe(ColorDSpritesOptions options) {
        return describe(options, "");
    }

    @Override
    public List<RequiredFile> files(ColorDSpritesOptions options) {
        return options.source() == SpriteSource.GENERATED ? List.of() : PublishedSet.DSPRITES.requiredFiles();
    }

    @Override
    public DataSet open(ColorDSpritesOptions options, Path location) {
        SpriteImages sprites =
                switch (options.source()) {
                    case GENERATED -> SpriteImages.drawn(options);
                    case FILE -> SpriteImages.read(options, file(new DataLibrary(location, digests)));
                };
        BySplit<int[]> chosen = sprites.numbers();
        byte[] colors = SpriteSplit.colors(PALETTE.size(), options.seed());
        ContentDigest digest = new ContentDigest();
        for (Split split : Split.values()) {
            digest.add(sprites.pictures().of(split).content());
            digest.add(chosen.of(split));
        }
        return new TintedImages(
                describe(options, digest.add(colors).hex()),
                PALETTE,
                sprites.pictures(),
                new BySplit<>(
                        new SpriteSamples(chosen.train(), colors).samples(),
                        new SpriteSamples(chosen.test(), colors).samples()));
    }

    private static Path file(DataLibrary library) {
        return library.use(PublishedSet.DSPRITES).get(0);
    }

    private DataSetDescription describe(ColorDSpritesOptions options, String digest) {
        return new DataSetDescription(
                name(),
                Shape.of(3, options.side(), options.side()),
                SpriteGrid.factors(PALETTE.factor()),
                List.of(SpriteGrid.POSITION, SpriteGrid.SIZE, SpriteGrid.ANGLE),
                List.of(SpriteGrid.SHAPE, TintedImages.COLOR),
                Map.of(Split.TRAIN, options.trainImages(), Split.TEST, options.testImages()),
                1,
                SpriteGrid.SHAPES * PALETTE.size(),
                digest);
    }
}
