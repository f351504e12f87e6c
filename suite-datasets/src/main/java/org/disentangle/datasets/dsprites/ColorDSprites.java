package org.disentangle.datasets.dsprites;

import java.nio.file.Path;
import java.util.EnumMap;
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
import org.disentangle.datasets.scene.BySplit;
import org.disentangle.datasets.tinted.GreyImages;
import org.disentangle.datasets.tinted.Palette;
import org.disentangle.datasets.tinted.TintedImages;

/**
 * ColorDSprites of Eastwood et al. 2023: the 737,280 images of dSprites, each in one of ten colours, on black. The sprites are drawn
 * anew, so that no file is needed and any size can be had; docs/data.md says how well they agree with the published file.
 *
 * <p>A group is one image. Shape and colour come first and count as shared, so that methods that need two factors' labels can have
 * them; the joint label is {@code 10 shape + color}.
 */
public final class ColorDSprites implements DataSetFamily<ColorDSpritesOptions> {

    private static final Palette PALETTE = new Palette(Palette.LARGEST);

    @Override
    public String name() {
        return "color-dsprites";
    }

    @Override
    public String summary() {
        return "dSprites' squares, ellipses and hearts in ten colours, with all their factors; needs no files";
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
        return List.of();
    }

    @Override
    public DataSet open(ColorDSpritesOptions options, Path location) {
        BySplit<int[]> chosen = SpriteSplit.draw(options.trainImages(), options.testImages(), options.seed());
        byte[] colors = SpriteSplit.colors(PALETTE.size(), options.seed());
        SpritePool pool = new SpritePool(options.side(), options.supersampling());
        BySplit<GreyImages> images = new BySplit<>(pool.draw(chosen.train()), pool.draw(chosen.test()));
        ContentDigest digest = new ContentDigest();
        for (Split split : Split.values()) {
            digest.add(images.of(split).content());
            digest.add(chosen.of(split));
        }
        return new TintedImages(
                describe(options, digest.add(colors).hex()),
                PALETTE,
                images,
                new BySplit<>(
                        new SpriteSamples(chosen.train(), colors).samples(),
                        new SpriteSamples(chosen.test(), colors).samples()));
    }

    private DataSetDescription describe(ColorDSpritesOptions options, String digest) {
        return new DataSetDescription(
                name(),
                Shape.of(3, options.side(), options.side()),
                SpriteGrid.factors(PALETTE.factor()),
                List.of(SpriteGrid.POSITION, SpriteGrid.SIZE, SpriteGrid.ANGLE),
                List.of(SpriteGrid.SHAPE, TintedImages.COLOR),
                new EnumMap<>(Map.of(Split.TRAIN, options.trainImages(), Split.TEST, options.testImages())),
                1,
                SpriteGrid.SHAPES * PALETTE.size(),
                digest);
    }
}
