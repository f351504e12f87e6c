package org.disentangle.core.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.Undefined;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one trial: all that a board needs, and all that somebody needs who doubts it.
 *
 * @param schema version of this form
 * @param id SHA-256 of the canonical {@code spec}
 * @param spec the resolved specification as plain JSON values
 * @param failure null exactly if the status is DONE
 * @param scores empty unless the status is DONE
 * @param undefined scores that one would look for and that have no value, with the reason
 * @param model null if the trial ended before the model was made
 * @param data null if the trial ended before the data were opened
 * @param selection which parameters were scored; null for those after the last step
 * @param proofs the encoder's digest around each metric
 * @param predictions of the probes, null if none were made
 * @param figures what the method found besides the encoder, such as the last {@code lambda_content}
 * @param attachments further files beside the record: the learning curve, the cells into which a method put the training groups
 * @param environment versions, device, locale, commit and the like, in no way part of the identity
 * @param plugins the jars outside of the suite that components of this trial come from
 */
public record TrialRecord(
        int schema,
        String id,
        Map<String, @Nullable Object> spec,
        TrialStatus status,
        @Nullable Failure failure,
        List<Score> scores,
        List<Undefined> undefined,
        @Nullable Model model,
        @Nullable Data data,
        @Nullable Selection selection,
        List<EncoderProof> proofs,
        @Nullable Predictions predictions,
        Map<String, Double> figures,
        List<Attachment> attachments,
        Costs costs,
        Map<String, String> environment,
        List<Plugin> plugins) {

    public static final int SCHEMA = 5;

    public TrialRecord {
        scores = List.copyOf(scores);
        undefined = List.copyOf(undefined);
        proofs = List.copyOf(proofs);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        attachments = List.copyOf(attachments);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        plugins = List.copyOf(plugins);
        if ((status == TrialStatus.DONE) != (failure == null)) {
            throw new IllegalArgumentException("A record has a failure exactly if it is not done: " + id);
        }
    }

    /**
     * @param parameters trainable numbers, encoder and heads
     * @param parts wholes and the blocks they fall into, such as r → [r0, r1]
     * @param dimensions size of each block
     * @param parametersDigest of parameters and buffers after training
     */
    public record Model(
            long parameters,
            Map<String, List<String>> parts,
            Map<String, Integer> dimensions,
            String parametersDigest) {}

    /**
     * @param factors name and number of values, in board order
     * @param continuousFactors name and how many numbers, in board order
     * @param sharedFactors those that the rows of a group share
     */
    public record Data(
            String digest,
            List<FactorSummary> factors,
            List<ContinuousFactorSummary> continuousFactors,
            List<String> sharedFactors,
            int trainGroups,
            int testGroups) {}

    public record FactorSummary(String name, String title, int cardinality) {}

    public record ContinuousFactorSummary(String name, String title, int dimension) {}

    /**
     * The step whose parameters were scored, chosen on training groups that were held out.
     *
     * @param step finished steps
     * @param score mean of the metric over the factors, of the block
     * @param looks how many steps it was chosen from
     * @param heldOutGroups training groups behind the score
     */
    public record Selection(long step, String metric, String block, double score, int looks, int heldOutGroups) {}

    /** The digest of all parameters and buffers before and after a metric ran; they are equal, or the trial failed. */
    public record EncoderProof(String metric, String before, String after) {}

    /**
     * What probes predicted for the test rows, one line of JSON per metric, block and factor.
     *
     * @param file beside the record
     * @param sha256 of its bytes
     */
    public record Predictions(String file, int lines, String sha256) {}

    /**
     * A file beside the record.
     *
     * @param file its name
     * @param what for people
     * @param sha256 of its bytes
     */
    public record Attachment(String file, String what, String sha256) {}

    /**
     * A jar outside of the suite, as it was when it was loaded.
     *
     * @param file its name, without folders
     * @param version as its manifest says, empty if it does not
     * @param sha256 of its bytes
     * @param provides what of this trial comes from it, such as {@code method ortho-hessian}
     */
    public record Plugin(String file, String version, String sha256, List<String> provides) {
        public Plugin {
            provides = List.copyOf(provides);
        }
    }

    /**
     * What the trial cost. Seconds of wall time.
     *
     * @param startedAt and endedAt in UTC, ISO 8601
     * @param resumedAtSteps the steps at which checkpoints were taken up again
     */
    public record Costs(
            String startedAt,
            String endedAt,
            double setupSeconds,
            double trainingSeconds,
            double scoringSeconds,
            long steps,
            long viewsSeen,
            long peakMemoryBytes,
            List<Long> resumedAtSteps) {
        public Costs {
            resumedAtSteps = List.copyOf(resumedAtSteps);
        }
    }
}
