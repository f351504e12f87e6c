package org.disentangle.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.disentangle.core.UserError;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {

    @TempDir
    Path folder;

    @Test
    void images_stand_in_rows_with_a_gap_between_them() throws IOException {
        HostTensor images = HostTensor.of(
                Shape.of(3, 3, 1, 2),
                new float[] {1, 0, 0, 0.5f, 0, 1, 0, 0, 1, 0, 0, 0, 0.2f, 0.2f, 0.2f, 0.2f, 2, -1});
        Path file = folder.resolve("made").resolve("sheet.png");
        ContactSheet.of(images, 2, 3).write(file);

        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(2 + 2 * (6 + 2));
        assertThat(picture.getHeight()).isEqualTo(2 + 2 * (3 + 2));
        assertThat(colour(picture, 2, 2)).isEqualTo(0xff0000);
        assertThat(colour(picture, 4, 4)).isEqualTo(0xff0000);
        assertThat(colour(picture, 5, 2)).isEqualTo(0x0080ff);
        assertThat(colour(picture, 8, 2)).isEqualTo(0xffffff);
        assertThat(colour(picture, 10, 2)).isEqualTo(0x00ff00);
        assertThat(colour(picture, 2, 7)).isEqualTo(0x3333ff);
        assertThat(colour(picture, 5, 7)).isEqualTo(0x333300);
        assertThat(colour(picture, 10, 7)).isEqualTo(0xffffff);
    }

    @Test
    void one_channel_is_shown_as_grey() throws IOException {
        Path file = folder.resolve("grey.png");
        ContactSheet.of(HostTensor.of(Shape.of(1, 1, 1, 1), new float[] {0.4f}), 5, 1)
                .write(file);

        assertThat(colour(ImageIO.read(file.toFile()), 2, 2)).isEqualTo(0x666666);
    }

    @Test
    void a_place_that_cannot_be_written_to_is_told() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("sheet.png");
        ContactSheet sheet = ContactSheet.of(HostTensor.of(Shape.of(1, 1, 1, 1), new float[] {0}), 1, 1);

        assertThatThrownBy(() -> sheet.write(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Could not write the picture " + file);
    }

    private static int colour(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }
}
