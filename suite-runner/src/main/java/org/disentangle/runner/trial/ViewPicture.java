package org.disentangle.runner.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.disentangle.core.record.TrialRecord;
import org.disentangle.core.spec.CanonicalJson;
import org.disentangle.core.tensor.ElementType;
import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;
import org.disentangle.datasets.image.ContactSheet;

/** {@code views.png}: what the encoder saw of the first groups of the first step, a row per view. To look at. */
final class ViewPicture {
    static final String FILE = "views.png";

    private static final int GROUPS = 4;

    private ViewPicture() {}

    /** Whether views are pictures. */
    static boolean fits(Shape sample) {
        return sample.rank() == 3 && (sample.size(0) == 1 || sample.size(0) == 3);
    }

    /**
     * @param rendered FLOAT32 {@code [views * batch, channels, height, width]}, ordered by view
     * @param batch groups in it
     */
    static void write(Path folder, HostTensor rendered, int batch) {
        if (rendered.type() != ElementType.FLOAT32) {
            return;
        }
        int views = rendered.shape().size(0) / batch;
        int groups = Math.min(GROUPS, batch);
        int size = (int) (rendered.shape().elements() / rendered.shape().size(0));
        float[] chosen = new float[views * groups * size];
        for (int view = 0; view < views; view++) {
            System.arraycopy(rendered.floats(), view * batch * size, chosen, view * groups * size, groups * size);
        }
        int[] sizes = new int[rendered.shape().rank()];
        Arrays.setAll(
                sizes, axis -> axis == 0 ? views * groups : rendered.shape().size(axis));
        ContactSheet.of(HostTensor.of(Shape.of(sizes), chosen), groups, 1).write(folder.resolve(FILE));
    }

    /** If it was written, by this process or by the one that the trial was taken over from. */
    static Optional<TrialRecord.Attachment> attachment(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(new TrialRecord.Attachment(
                        FILE, "views of the first step", CanonicalJson.sha256(Files.readAllBytes(file))))
                : Optional.empty();
    }
}
