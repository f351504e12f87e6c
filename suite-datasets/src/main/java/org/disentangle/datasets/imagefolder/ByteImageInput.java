package org.disentangle.datasets.imagefolder;

import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes in memory as ImageIO wants them; its own stream would copy them. */
final class ByteImageInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final int length;

    ByteImageInput(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos >= length ? -1 : bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        bitOffset = 0;
        if (streamPos >= length) {
            return count == 0 ? 0 : -1;
        }
        int taken = (int) Math.min(count, length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, taken);
        streamPos += taken;
        return taken;
    }

    @Override
    public long length() {
        return length;
    }
}
