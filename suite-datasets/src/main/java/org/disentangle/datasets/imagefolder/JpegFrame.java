package org.disentangle.datasets.imagefolder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a JPEG file says before its first scan, and the same file without application data and comments: colour profiles,
 * thumbnails and EXIF cannot then change or break the decoding. So an EXIF orientation is not followed, as PIL and torchvision do not.
 *
 * @param colors what the components mean, by the rules of libjpeg ({@code default_decompress_parms} of jdapimin.c)
 * @param stripped the file without the segments that decoding does not need, in the first {@code length} bytes
 */
record JpegFrame(int width, int height, Colors colors, byte[] stripped, int length) {

    enum Colors {
        GREY(1),
        RGB(3),
        YCC(3),
        CMYK(4),
        YCCK(4);

        final int components;

        Colors(int components) {
            this.components = components;
        }
    }

    static boolean is(byte[] file) {
        return file.length > 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8 && (file[2] & 0xff) == 0xff;
    }

    static JpegFrame parse(byte[] file) throws BrokenPictureException {
        return new Parser(file).parse();
    }

    private static final class Parser {
        private static final int NO_ADOBE = -1;

        private final byte[] file;
        private final byte[] kept;
        private int length = 2;
        private int position = 2;
        private int width;
        private int height;
        private byte[] components = {};
        private boolean jfif;
        private int adobe = NO_ADOBE;

        Parser(byte[] file) {
            this.file = file;
            this.kept = Arrays.copyOf(file, file.length + 2);
        }

        JpegFrame parse() throws BrokenPictureException {
            int marker = marker();
            while (marker != 0xda) {
                int size = segment(marker);
                position += size;
                marker = marker();
            }
            if (components.length == 0) {
                throw new BrokenPictureException("is a damaged JPEG: a scan comes before the frame");
            }
            if (size() + position == file.length) {
                throw new BrokenPictureException("is a JPEG that was cut off at byte " + position);
            }
            keep(marker, file.length - position);
            // With an end behind whatever is there, libjpeg warns of missing pixels alone, and not of a missing end.
            kept[length++] = (byte) 0xff;
            kept[length++] = (byte) 0xd9;
            return new JpegFrame(width, height, colors(), kept, length);
        }

        /** The next marker; the position is then that of its segment. */
        private int marker() throws BrokenPictureException {
            while (position < file.length) {
                // Bytes between segments are skipped, as libjpeg does.
                if ((file[position++] & 0xff) == 0xff) {
                    while (position < file.length && (file[position] & 0xff) == 0xff) {
                        position++;
                    }
                    int marker = position < file.length ? file[position++] & 0xff : 0;
                    boolean alone = marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
                    if (marker == 0xd9) {
                        throw new BrokenPictureException("is a damaged JPEG: it ends before its first scan");
                    }
                    if (!alone) {
                        return marker;
                    }
                }
            }
            throw new BrokenPictureException("is a JPEG that was cut off at byte " + position);
        }

        private int segment(int marker) throws BrokenPictureException {
            int size = size();
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            boolean application = marker >= 0xe0 && marker <= 0xef;
            if (frame) {
                frame(marker, size);
            } else if (marker == 0xe0 && size >= 16 && tag("JFIF\0")) {
                jfif = true;
            } else if (marker == 0xee && size >= 14 && tag("Adobe")) {
                adobe = file[position + 13] & 0xff;
            }
            if (!application && marker != 0xfe) {
                keep(marker, size);
            }
            return size;
        }

        private int size() throws BrokenPictureException {
            int size = position + 2 <= file.length ? word(position) : 0;
            if (size < 2 || position + size > file.length) {
                throw new BrokenPictureException("is a JPEG that is cut off or damaged at byte " + position);
            }
            return size;
        }

        private void frame(int marker, int size) throws BrokenPictureException {
            if (marker > 0xc2) {
                throw new BrokenPictureException(
                        "is a JPEG of a kind that is not decoded (lossless, hierarchical or" + " arithmetic coding)");
            }
            int count = size >= 8 ? file[position + 7] & 0xff : 0;
            if (size != 8 + 3 * count || components.length > 0) {
                throw new BrokenPictureException("is a damaged JPEG: its frame is malformed at byte " + position);
            }
            if ((file[position + 2] & 0xff) != 8) {
                throw new BrokenPictureException("is a JPEG of " + file[position + 2] + " bits; 8 are decoded");
            }
            if (count != 1 && count != 3 && count != 4) {
                throw new BrokenPictureException("is a JPEG of " + count + " components; 1, 3 or 4 are decoded");
            }
            height = word(position + 3);
            width = word(position + 5);
            Picture.checkSize(width, height);
            components = new byte[count];
            for (int i = 0; i < count; i++) {
                components[i] = file[position + 8 + 3 * i];
            }
        }

        private Colors colors() {
            if (components.length == 1) {
                return Colors.GREY;
            }
            if (components.length == 4) {
                return adobe == NO_ADOBE || adobe == 0 ? Colors.CMYK : Colors.YCCK;
            }
            boolean named = components[0] == 'R' && components[1] == 'G' && components[2] == 'B';
            boolean rgb = !jfif && (adobe == NO_ADOBE ? named : adobe == 0);
            return rgb ? Colors.RGB : Colors.YCC;
        }

        private void keep(int marker, int size) {
            kept[length] = (byte) 0xff;
            kept[length + 1] = (byte) marker;
            System.arraycopy(file, position, kept, length + 2, size);
            length += 2 + size;
        }

        private boolean tag(String text) {
            byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
            return Arrays.equals(file, position + 2, position + 2 + expected.length, expected, 0, expected.length);
        }

        private int word(int at) {
            return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
        }
    }
}
