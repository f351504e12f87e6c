package org.disentangle.runner.trial;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.runner.store.AtomicFiles;

/**
 * All that a trial needs to go on from a step: with streams that depend on the step alone, the step is every stream's position.
 *
 * <p>File: the text {@code suite-checkpoint}, a version, the trial's id, the counters, then named tensors in little-endian, what a
 * selection has seen, and last the SHA-256 of everything before it. A file that is cut short, altered or of another trial is not taken.
 *
 * @param step finished steps
 * @param updates the optimiser's count
 * @param trainingSeconds spent so far
 * @param resumedAt steps at which earlier checkpoints were taken up
 * @param validation what a rule of selection has seen; form 1 of the file knows none
 */
record Checkpoint(
        String trialId,
        long step,
        long updates,
        double trainingSeconds,
        List<Long> resumedAt,
        Map<String, HostTensor> variables,
        Map<String, HostTensor> optimizer,
        Map<String, HostTensor> method,
        Validation.State validation) {

    private static final String MAGIC = "suite-checkpoint";
    private static final int VERSION = 2;
    private static final int FIRST_VERSION = 1;
    private static final int MAXIMUM_TENSORS = 1 << 20;
    private static final int MAXIMUM_RANK = 16;
    private static final int DIGEST_BYTES = 32;

    /** Writes it so that a reader sees the old file or the new one. */
    void write(Path file) throws IOException {
        new AtomicFiles().replace(file, this::writeTo);
    }

    private void writeTo(OutputStream raw) throws IOException {
        MessageDigest digest = sha256();
        DigestOutputStream digesting = new DigestOutputStream(raw, digest);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(digesting, 1 << 16));
        out.writeUTF(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(trialId);
        out.writeLong(step);
        out.writeLong(updates);
        out.writeDouble(trainingSeconds);
        out.writeInt(resumedAt.size());
        for (long resumed : resumedAt) {
            out.writeLong(resumed);
        }
        for (Map<String, HostTensor> tensors : List.of(variables, optimizer, method)) {
            writeTensors(out, tensors);
        }
        writeValidation(out);
        out.flush();
        raw.write(digest.digest());
    }

    /** The checkpoint in the file, if it is whole and belongs to the trial. */
    static Optional<Checkpoint> read(Path file, String trialId) throws IOException {
        if (!Files.isRegularFile(file) || !intact(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!in.readUTF().equals(MAGIC)) {
                return Optional.empty();
            }
            int version = in.readInt();
            if (version < FIRST_VERSION || version > VERSION || !in.readUTF().equals(trialId)) {
                return Optional.empty();
            }
            long step = in.readLong();
            long updates = in.readLong();
            double seconds = in.readDouble();
            List<Long> resumedAt = new ArrayList<>();
            for (int left = bounded(in.readInt(), MAXIMUM_TENSORS); left > 0; left--) {
                resumedAt.add(in.readLong());
            }
            return Optional.of(new Checkpoint(
                    trialId,
                    step,
                    updates,
                    seconds,
                    resumedAt,
                    readTensors(in),
                    readTensors(in),
                    readTensors(in),
                    version == FIRST_VERSION ? Validation.State.NONE : readValidation(in)));
        }
    }

    private void writeValidation(DataOutputStream out) throws IOException {
        out.writeInt(validation.looks().size());
        for (Validation.Look look : validation.looks()) {
            out.writeLong(look.step());
            out.writeDouble(look.score());
            out.writeInt(look.factors());
        }
        writeTensors(out, validation.best());
    }

    private static Validation.State readValidation(DataInputStream in) throws IOException {
        List<Validation.Look> looks = new ArrayList<>();
        for (int left = bounded(in.readInt(), MAXIMUM_TENSORS); left > 0; left--) {
            looks.add(new Validation.Look(in.readLong(), in.readDouble(), in.readInt()));
        }
        return new Validation.State(looks, readTensors(in));
    }

    private static boolean intact(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= DIGEST_BYTES) {
            return false;
        }
        MessageDigest digest = sha256();
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            long left = size - DIGEST_BYTES;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return false;
                }
                left -= read;
            }
            byte[] computed = digest.digest();
            return MessageDigest.isEqual(computed, ((InputStream) in).readNBytes(DIGEST_BYTES));
        }
    }

    private static void writeTensors(DataOutputStream out, Map<String, HostTensor> tensors) throws IOException {
        out.writeInt(tensors.size());
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            HostTensor tensor = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeUTF(tensor.type().name());
            out.writeInt(tensor.shape().rank());
            for (int size : tensor.shape().toArray()) {
                out.writeInt(size);
            }
            out.write(bytes(tensor));
        }
    }

    private static Map<String, HostTensor> readTensors(DataInputStream in) throws IOException {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (int left = bounded(in.readInt(), MAXIMUM_TENSORS); left > 0; left--) {
            String name = in.readUTF();
            ElementType type = ElementType.valueOf(in.readUTF());
            int[] sizes = new int[bounded(in.readInt(), MAXIMUM_RANK)];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = in.readInt();
            }
            tensors.put(name, tensor(type, Shape.of(sizes), in));
        }
        return tensors;
    }

    private static byte[] bytes(HostTensor tensor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (tensor.type()) {
            case FLOAT32 -> {
                ByteBuffer buffer = little(tensor.floats().length * Float.BYTES);
                buffer.asFloatBuffer().put(tensor.floats());
                out.writeBytes(buffer.array());
            }
            case INT64 -> {
                ByteBuffer buffer = little(tensor.longs().length * Long.BYTES);
                buffer.asLongBuffer().put(tensor.longs());
                out.writeBytes(buffer.array());
            }
            case UINT8 -> out.writeBytes(tensor.bytes());
        }
        return out.toByteArray();
    }

    private static HostTensor tensor(ElementType type, Shape shape, DataInputStream in) throws IOException {
        int elements = shape.elements();
        return switch (type) {
            case FLOAT32 -> {
                float[] values = new float[elements];
                exactly(in, (long) elements * Float.BYTES).asFloatBuffer().get(values);
                yield HostTensor.of(shape, values);
            }
            case INT64 -> {
                long[] values = new long[elements];
                exactly(in, (long) elements * Long.BYTES).asLongBuffer().get(values);
                yield HostTensor.of(shape, values);
            }
            case UINT8 -> HostTensor.of(shape, exactly(in, elements).array());
        };
    }

    private static ByteBuffer exactly(DataInputStream in, long count) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(count)];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int bounded(int value, int maximum) throws IOException {
        if (value < 0 || value > maximum) {
            throw new IOException("A checkpoint names " + value + " where at most " + maximum + " makes sense");
        }
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
