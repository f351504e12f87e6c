package org.disentangle.runner.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static BufferedImage draw(String content) throws IOException {
        String svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\" font-family=\"Helvetica,"
                + " Arial, 'DejaVu Sans', sans-serif\"><rect width=\"40\" height=\"20\" fill=\"#ffffff\"/>" + content
                + "</svg>";
        return ImageIO.read(new ByteArrayInputStream(Raster.png(new Figure("a.svg", svg))));
    }

    private static int colour(BufferedImage image, int x, int y) {
        return image.getRGB(Raster.SCALE * x + 1, Raster.SCALE * y + 1) & 0xffffff;
    }

    @Test
    void forms_lie_where_the_drawing_has_them_three_pixels_to_a_unit() throws IOException {
        BufferedImage image = draw("<rect x=\"10\" y=\"5\" width=\"20\" height=\"10\" fill=\"#0072b2\"/>");

        assertThat(image.getWidth()).isEqualTo(120);
        assertThat(image.getHeight()).isEqualTo(60);
        assertThat(colour(image, 20, 10)).isEqualTo(0x0072b2);
        assertThat(colour(image, 10, 5)).isEqualTo(0x0072b2);
        assertThat(colour(image, 29, 14)).isEqualTo(0x0072b2);
        assertThat(colour(image, 9, 10)).isEqualTo(0xffffff);
        assertThat(colour(image, 30, 10)).isEqualTo(0xffffff);
    }

    @Test
    void letters_are_drawn_and_markup_in_names_is_shown_as_text() throws IOException {
        assertThat(dark(draw("<text x=\"2\" y=\"14\" font-size=\"12\" fill=\"#000000\">abc</text>")))
                .isGreaterThan(100);
        assertThat(dark(draw("<text x=\"2\" y=\"14\" font-size=\"12\" fill=\"#000000\">&lt;image&gt;</text>")))
                .isGreaterThan(100);
    }

    private static int dark(BufferedImage image) {
        int dark = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            dark += (pixel & 0xff) < 64 ? 1 : 0;
        }
        return dark;
    }

    @Test
    void nothing_is_fetched_from_outside() throws IOException {
        BufferedImage image = draw("<image href=\"file:///etc/hostname\" width=\"40\" height=\"20\"/>");

        assertThat(colour(image, 20, 10)).isEqualTo(0xffffff);
    }
}
