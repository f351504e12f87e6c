package org.disentangle.runner.figure;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.disentangle.core.UserError;

/** Figures as pixels, {@value #SCALE} for each unit of the drawing: 340 units across a column of 9 cm make 290 dots an inch. */
final class Raster {
    static final int SCALE = 3;

    private Raster() {}

    /** @throws UserError where this Java has no fonts to draw with */
    static byte[] png(Figure figure) {
        // The renderer takes a serif font where it finds none by its name; Java's own name stands for the machine's
        // sans-serif.
        String svg = figure.svg().replace(Sheet.FONTS, "SansSerif");
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        URI.create("figure:/"),
                        LoaderContext.builder()
                                .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                                .documentLimits(new DocumentLimits(
                                        DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                                        DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                                        Integer.MAX_VALUE))
                                .build());
        if (document == null) {
            throw new IllegalStateException("The figure " + figure.file() + " is no SVG that can be drawn");
        }
        int width = Math.round(SCALE * document.size().width);
        int height = Math.round(SCALE * document.size().height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(width, height));
        } catch (LinkageError | InternalError e) {
            // Java's own words for a machine without fontconfig or fonts.
            throw new UserError(
                    "This Java finds no fonts to draw figures with (" + e.getMessage()
                            + "). Install fontconfig and a font such as DejaVu, or take the figures as svg",
                    e);
        } finally {
            graphics.dispose();
        }
        return encoded(image);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
