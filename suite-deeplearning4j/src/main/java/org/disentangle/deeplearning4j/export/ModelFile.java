package org.disentangle.deeplearning4j.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Program;

/** Files of Deeplearning4j's {@code ModelSerializer}, with what the suite has to say about them. */
public final class ModelFile {
    /** The member that tells where the model comes from; Deeplearning4j passes over it. */
    public static final String ORIGIN = "suite.json";

    /** Not the beginning of a zip file's calendar: there Java adds a field that depends on the zone. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ModelFile() {}

    /**
     * The file of an encoder, without the state of an optimiser. The same encoder gives the same bytes: members have no time and are in order of
     * their names.
     *
     * @param encoder a program with one input; its outputs become the graph's
     * @param values of all parameters and buffers of the program, by name
     * @param origin JSON, for {@link #ORIGIN}
     * @throws org.disentangle.core.UserError if Deeplearning4j has no layer for an operation, naming it and its place
     */
    public static byte[] of(Program encoder, Map<String, HostTensor> values, String origin) {
        try {
            return repacked(serialized(EncoderGraph.of(encoder, values)), origin);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing into memory", e);
        }
    }

    private static byte[] serialized(ComputationGraph graph) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, out, false);
        return out.toByteArray();
    }

    private static byte[] repacked(byte[] serialized, String origin) throws IOException {
        Map<String, byte[]> members = new TreeMap<>();
        members.put(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(serialized))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
