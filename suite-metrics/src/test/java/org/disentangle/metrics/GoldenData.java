package org.disentangle.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.metric.Assignments;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.metric.Findings;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.core.random.SeedStreams;

/** A data set of {@code information.json}: codes by name, factors, drawn rows, and what scripts/golden/information.py makes of them. */
public record GoldenData(JsonNode node) {

    public static List<GoldenData> all() {
        return StreamSupport.stream(Examples.json("information.json").spliterator(), false)
                .map(GoldenData::new)
                .toList();
    }

    private int trainRows() {
        return node.get("trainRows").asInt();
    }

    /** Each code as a block of its own. */
    public ScoringInput input(int threads, Findings findings) {
        List<Factor> factors = new ArrayList<>();
        List<ContinuousFactor> continuous = new ArrayList<>();
        Map<String, int[]> trainLabels = new LinkedHashMap<>();
        Map<String, int[]> testLabels = new LinkedHashMap<>();
        Map<String, float[]> train = new LinkedHashMap<>();
        Map<String, float[]> test = new LinkedHashMap<>();
        int column = 0;
        for (Map.Entry<String, JsonNode> entry : node.get("factors").properties()) {
            JsonNode numbers = node.get("numbers").get(column++);
            String name = entry.getKey();
            int cardinality = entry.getValue().asInt();
            if (cardinality > 0) {
                int[] labels = Examples.ints(numbers);
                factors.add(new Factor(
                        name,
                        name,
                        IntStream.range(0, cardinality)
                                .mapToObj(Integer::toString)
                                .toList()));
                trainLabels.put(name, Arrays.copyOf(labels, trainRows()));
                testLabels.put(name, Arrays.copyOfRange(labels, trainRows(), labels.length));
            } else {
                float[] values = Examples.codes(name, numbers, 1).values();
                continuous.add(new ContinuousFactor(name, name, 1));
                train.put(name, Arrays.copyOf(values, trainRows()));
                test.put(name, Arrays.copyOfRange(values, trainRows(), values.length));
            }
        }
        return new ScoringInput(
                codes(true),
                codes(false),
                factors,
                trainLabels,
                testLabels,
                new ContinuousTargets(continuous, train, test),
                Assignments.NONE,
                Map.of(),
                List.of(),
                new SeedStreams(0),
                threads,
                findings);
    }

    private Map<String, Codes> codes(boolean train) {
        int dimension = node.get("dimension").asInt();
        Map<String, Codes> codes = new LinkedHashMap<>();
        node.get("codes").properties().forEach(entry -> {
            Codes all = Examples.codes(entry.getKey(), entry.getValue(), dimension);
            int from = train ? 0 : trainRows();
            int to = train ? trainRows() : all.rows();
            float[] values = Arrays.copyOfRange(all.values(), from * dimension, to * dimension);
            codes.put(entry.getKey(), new Codes(entry.getKey(), values, to - from, dimension));
        });
        return codes;
    }

    /** Indices that the script drew for a split, such as {@code batches}. */
    public int[] draws(String split, String what) {
        return Examples.ints(node.get("draws").get(split).get(what));
    }

    /** One frozen number. */
    public record Frozen(String score, String block, String factor, double value) {}

    /** What the script found, under a setting's name. */
    public List<Frozen> frozen(String setting) {
        return StreamSupport.stream(node.get("scores").spliterator(), false)
                .filter(score -> score.get("setting").asText().equals(setting))
                .map(score -> new Frozen(
                        score.get("score").asText(),
                        score.get("block").asText(),
                        score.get("factor").asText(),
                        score.get("value").asDouble()))
                .toList();
    }
}
