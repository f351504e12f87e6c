package org.disentangle.datasets.imagefolder;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** What a PNG file says of itself, after all of its chunks were found whole: the JDK's reader does not check their sums. */
record PngHeader(int width, int height) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454e44;

    static boolean is(byte[] file) {
        return file.length > SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static PngHeader parse(byte[] file) throws BrokenPictureException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int position = SIGNATURE.length;
        PngHeader header = null;
        while (position + 12 <= file.length) {
            int size = bytes.getInt(position);
            int type = bytes.getInt(position + 4);
            if (size < 0 || size > file.length - position - 12) {
                throw new BrokenPictureException("is a PNG that is cut off or damaged at byte " + position);
            }
            CRC32 sum = new CRC32();
            sum.update(file, position + 4, size + 4);
            if ((int) sum.getValue() != bytes.getInt(position + 8 + size)) {
                throw new BrokenPictureException(
                        "is a damaged PNG: the checksum at byte " + (position + 8 + size) + " does not fit");
            }
            if (type == IHDR && size >= 8) {
                header = new PngHeader(bytes.getInt(position + 8), bytes.getInt(position + 12));
                Picture.checkSize(header.width, header.height);
            }
            if (header == null) {
                throw new BrokenPictureException("is a damaged PNG: it does not begin with its header");
            }
            if (type == IEND) {
                return header;
            }
            position += 12 + size;
        }
        throw new BrokenPictureException("is a PNG that was cut off at byte " + position);
    }
}
