package org.disentangle.runner.figure;

import java.nio.charset.StandardCharsets;

/** What kind of file a figure becomes. */
public enum FigureForm {
    /** The same bytes everywhere; for what takes vectors. */
    SVG {
        @Override
        String file(Figure figure) {
            return figure.file();
        }

        @Override
        byte[] content(Figure figure) {
            return figure.svg().getBytes(StandardCharsets.UTF_8);
        }
    },
    /** For what takes none. Letters are drawn with the fonts of the machine, so that the bytes differ from one to another. */
    PNG {
        @Override
        String file(Figure figure) {
            return figure.file().substring(0, figure.file().length() - ".svg".length()) + ".png";
        }

        @Override
        byte[] content(Figure figure) {
            return Raster.png(figure);
        }
    };

    abstract String file(Figure figure);

    abstract byte[] content(Figure figure);
}
