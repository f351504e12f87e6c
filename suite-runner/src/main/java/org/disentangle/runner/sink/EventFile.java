package org.disentangle.runner.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * TensorFlow's event files, as far as scalars need them: TFRecord frames (length, masked CRC-32C of it, data, masked CRC-32C of them;
 * little-endian) around messages {@code Event} in the wire format of Protocol Buffers (tensorflow/core/util/event.proto: 1 wall time, 2
 * step, 3 version, 5 summary; summary.proto: 1 value, of which 1 tag, 2 simple value).
 */
final class EventFile {
    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final OutputStream to;

    EventFile(OutputStream to) {
        this.to = to;
    }

    /** What must stand first. @param time seconds since 1970 */
    void begin(double time) throws IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        number(event, 1, time);
        bytes(event, 3, VERSION.getBytes(StandardCharsets.UTF_8));
        frame(event.toByteArray());
    }

    /** @param values by tag; those that are not finite are written as they are */
    void scalars(double time, long step, Map<String, Double> values) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            bytes(value, 1, entry.getKey().getBytes(StandardCharsets.UTF_8));
            tag(value, 2, FIXED_32);
            value.write(
                    little(Float.BYTES).putFloat(entry.getValue().floatValue()).array());
            bytes(summary, 1, value.toByteArray());
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        number(event, 1, time);
        tag(event, 2, VARINT);
        varint(event, step);
        bytes(event, 5, summary.toByteArray());
        frame(event.toByteArray());
    }

    private void frame(byte[] data) throws IOException {
        byte[] length = little(Long.BYTES).putLong(data.length).array();
        to.write(length);
        to.write(little(Integer.BYTES).putInt(masked(length)).array());
        to.write(data);
        to.write(little(Integer.BYTES).putInt(masked(data)).array());
    }

    /** A CRC of data that hold CRCs says little; therefore it is rotated and moved. */
    private static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    private static void number(ByteArrayOutputStream out, int field, double value) throws IOException {
        tag(out, field, FIXED_64);
        out.write(little(Double.BYTES).putDouble(value).array());
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) throws IOException {
        tag(out, field, BYTES);
        varint(out, content.length);
        out.write(content);
    }

    private static void tag(ByteArrayOutputStream out, int field, int type) {
        varint(out, ((long) field << 3) | type);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
