package org.disentangle.datasets.imagefolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class HostilePictureTest {
    private static final byte[] JPEG = PictureTree.encoded(40, 30, 90, "jpg");
    private static final byte[] PNG = PictureTree.encoded(40, 30, 90, "png");

    private final PictureDecoder decoder = new PictureDecoder();

    /** How many of the changed files still decode, to pictures of the size that they say. */
    private int decodes(byte[] file) {
        try {
            Picture picture = decoder.decode(file);
            assertThat(picture.rgb()).hasSize(3 * picture.width() * picture.height());
            return 1;
        } catch (BrokenPictureException e) {
            assertThat(e).hasMessageMatching("(?s)(is|has|was|cannot) .+");
            return 0;
        }
    }

    @Test
    void a_picture_cut_off_anywhere_is_refused() {
        for (byte[] file : new byte[][] {JPEG, PNG}) {
            // The last two bytes of a JPEG are the mark of its end, which some programs leave out.
            for (int length = 0; length < file.length - 2; length++) {
                assertThat(decodes(Arrays.copyOf(file, length)))
                        .as("%s of %s", length, file.length)
                        .isZero();
            }
        }
        assertThat(decodes(JPEG) + decodes(PNG)).isEqualTo(2);
    }

    @Test
    void a_picture_with_any_byte_changed_is_decoded_or_refused_and_the_decoder_stays_usable() throws Exception {
        byte[] expected = decoder.decode(JPEG).rgb();
        for (byte[] file : new byte[][] {JPEG, PNG}) {
            for (int i = 0; i < file.length; i++) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) (1 << i % 8);
                decodes(changed);
            }
        }
        assertThat(decoder.decode(JPEG).rgb()).isEqualTo(expected);
    }

    @Test
    void a_png_with_any_byte_of_its_chunks_changed_is_refused() {
        for (int i = 8; i < PNG.length; i++) {
            byte[] changed = PNG.clone();
            changed[i] ^= 0x10;
            assertThat(decodes(changed)).as("byte %s", i).isZero();
        }
    }

    @Test
    void a_small_file_that_claims_to_be_a_huge_picture_is_refused_before_it_is_decoded() {
        byte[] jpeg = JPEG.clone();
        int frame = find(jpeg, 0xc0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65500).putShort(frame + 7, (short) 65500);
        byte[] png = PNG.clone();
        CRC32 sum = new CRC32();
        ByteBuffer.wrap(png).putInt(16, 1 << 30).putInt(20, 1 << 30);
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());

        assertThatThrownBy(() -> decoder.decode(jpeg)).hasMessageContaining("65500 x 65500 pixels; at most 100000000");
        assertThatThrownBy(() -> decoder.decode(png)).hasMessageContaining("1073741824 x 1073741824 pixels");
    }

    private static int find(byte[] jpeg, int marker) {
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
                return i;
            }
        }
        throw new IllegalStateException("No such marker");
    }

    @Test
    void jpegs_of_kinds_that_are_not_decoded_are_refused_by_kind() {
        byte[] arithmetic = JPEG.clone();
        arithmetic[find(JPEG, 0xc0) + 1] = (byte) 0xc9;
        byte[] twelveBits = JPEG.clone();
        twelveBits[find(JPEG, 0xc0) + 4] = 12;

        assertThatThrownBy(() -> decoder.decode(arithmetic)).hasMessageContaining("arithmetic");
        assertThatThrownBy(() -> decoder.decode(twelveBits)).hasMessageContaining("12 bits");
    }
}
