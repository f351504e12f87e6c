package org.disentangle.runner.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.UserError;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.Factor;
import org.disentangle.core.method.Block;
import org.disentangle.core.metric.Codes;
import org.disentangle.core.metric.ContinuousTargets;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.runner.codes.CodeSet;
import org.jspecify.annotations.Nullable;

/**
 * A user's codes as metrics see them. Without a file of test rows, a third of the rows (rounded down) is set aside as such: the last
 * ones of a permutation drawn from the seed.
 */
public final class UserCodes {
    /** What the codes as a whole are called. */
    public static final String WHOLE = "codes";

    /** More values than this are hardly a category, and each would be a class to every probe. */
    private static final int MOST_VALUES = 1000;

    private final String source;
    private final CodesFile.Table train;
    private final CodesFile.Table test;
    private final List<FactorChoice> choices;

    private UserCodes(String source, CodesFile.Table train, CodesFile.Table test, @Nullable String factors) {
        this.source = source;
        this.train = train;
        this.test = test;
        this.choices = factors == null ? choices(train) : FactorChoice.list(factors);
        if (choices.size() != train.columns()) {
            throw new UserError("--factors names " + choices.size() + (choices.size() == 1 ? " factor" : " factors")
                    + ", but 'factors' in " + source + " has "
                    + train.columns() + (train.columns() == 1 ? " column" : " columns")
                    + "; each needs a name and a kind (categorical, continuous or ignored)");
        }
    }

    /**
     * @param factors names and kinds as {@link FactorChoice#list} reads them; null for {@code factor0}, {@code factor1}, ..., categorical
     *     if they are whole numbers and continuous if not
     * @param blocks as {@link BlockChoice#list} reads them
     * @param seed of the split
     * @throws UserError saying what is wrong with the files or choices
     */
    public static CodeSet read(
            Path file, @Nullable Path testFile, @Nullable String factors, @Nullable String blocks, long seed) {
        CodesFile.Table table = table(file);
        if (testFile == null) {
            if (table.rows() < 3) {
                throw new UserError(file + ": " + table.rows() + " rows cannot be split into training and test rows");
            }
            int[] order = permutation(table.rows(), seed);
            int tests = table.rows() / 3;
            return new UserCodes(
                            file.toString(),
                            select(table, order, 0, table.rows() - tests),
                            select(table, order, table.rows() - tests, table.rows()),
                            factors)
                    .set(blocks);
        }
        try (CodesFile tests = new CodesFile(testFile)) {
            CodesFile.Table test = tests.read();
            tests.expectLike(table, test);
            return new UserCodes(file.toString(), table, test, factors).set(blocks);
        }
    }

    private static CodesFile.Table table(Path file) {
        try (CodesFile codes = new CodesFile(file)) {
            return codes.read();
        }
    }

    private static int[] permutation(int rows, long seed) {
        UniformRandomProvider random = new SeedStreams(seed).stream("score split");
        return SeedStreams.permutation(rows, random);
    }

    private static CodesFile.Table select(CodesFile.Table all, int[] order, int from, int to) {
        float[] codes = new float[(to - from) * all.dimension()];
        double[] factors = new double[(to - from) * all.columns()];
        for (int i = from; i < to; i++) {
            System.arraycopy(
                    all.codes(), order[i] * all.dimension(), codes, (i - from) * all.dimension(), all.dimension());
            System.arraycopy(
                    all.factors(), order[i] * all.columns(), factors, (i - from) * all.columns(), all.columns());
        }
        return new CodesFile.Table(codes, to - from, all.dimension(), factors, all.columns(), all.whole());
    }

    private static List<FactorChoice> choices(CodesFile.Table table) {
        List<FactorChoice> choices = new ArrayList<>();
        for (int column = 0; column < table.columns(); column++) {
            choices.add(new FactorChoice(
                    "factor" + column, table.whole() ? FactorChoice.Kind.CATEGORICAL : FactorChoice.Kind.CONTINUOUS));
        }
        return choices;
    }

    private CodeSet set(@Nullable String blockChoice) {
        List<Factor> factors = new ArrayList<>();
        Map<String, int[]> trainLabels = new LinkedHashMap<>();
        Map<String, int[]> testLabels = new LinkedHashMap<>();
        List<ContinuousFactor> continuous = new ArrayList<>();
        Map<String, float[]> trainNumbers = new LinkedHashMap<>();
        Map<String, float[]> testNumbers = new LinkedHashMap<>();
        for (int column = 0; column < choices.size(); column++) {
            FactorChoice choice = choices.get(column);
            switch (choice.kind()) {
                case CATEGORICAL -> {
                    Map<Double, Integer> values = values(choice.name(), column);
                    factors.add(new Factor(
                            choice.name(),
                            choice.name(),
                            values.keySet().stream().map(UserCodes::text).toList()));
                    trainLabels.put(choice.name(), labels(train, column, values));
                    testLabels.put(choice.name(), labels(test, column, values));
                }
                case CONTINUOUS -> {
                    expectVaries(choice.name(), new TreeSet<>(boxed(train, column)).size());
                    continuous.add(new ContinuousFactor(choice.name(), choice.name(), 1));
                    trainNumbers.put(choice.name(), numbers(train, column));
                    testNumbers.put(choice.name(), numbers(test, column));
                }
                case IGNORED -> {
                    // as if it were not there
                }
            }
        }
        if (factors.isEmpty() && continuous.isEmpty()) {
            throw new UserError("--factors ignores all factors; there is nothing to score");
        }
        List<Block> blocks = blockChoice == null ? List.of() : BlockChoice.list(blockChoice, train.dimension(), WHOLE);
        return new CodeSet(
                codes(train, blocks),
                codes(test, blocks),
                factors,
                trainLabels,
                testLabels,
                new ContinuousTargets(continuous, trainNumbers, testNumbers),
                blocks.size() < 2
                        ? Map.of()
                        : Map.of(WHOLE, blocks.stream().map(Block::name).toList()));
    }

    /** The values that a categorical factor has in either part, in ascending order, with their labels. */
    private Map<Double, Integer> values(String name, int column) {
        TreeSet<Double> distinct = new TreeSet<>(boxed(train, column));
        distinct.addAll(boxed(test, column));
        int rows = train.rows() + test.rows();
        expectVaries(name, distinct.size());
        for (double value : distinct) {
            if (value != Math.rint(value)) {
                throw new UserError("Factor '" + name + "' in " + source + " has the value " + value
                        + "; categories are whole numbers. Call it continuous, or number its values with"
                        + " numpy.unique(column, return_inverse=True)[1]");
            }
        }
        if (distinct.size() > MOST_VALUES) {
            throw new UserError("Factor '" + name + "' in " + source + " has " + distinct.size() + " values in " + rows
                    + " rows, which is no category (allowed are " + MOST_VALUES + "). Call it continuous: --factors "
                    + name + ":continuous");
        }
        Map<Double, Integer> labels = new LinkedHashMap<>();
        distinct.forEach(value -> labels.put(value, labels.size()));
        return labels;
    }

    private void expectVaries(String name, int values) {
        if (values < 2) {
            throw new UserError("Factor '" + name + "' in " + source
                    + " has one value in all rows; nothing can be said about it. Leave it out: --factors " + name
                    + ":ignored");
        }
    }

    private static String text(double value) {
        return Long.toString((long) value);
    }

    private static List<Double> boxed(CodesFile.Table table, int column) {
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            values.add(table.factors()[row * table.columns() + column] + 0.0);
        }
        return values;
    }

    private static int[] labels(CodesFile.Table table, int column, Map<Double, Integer> values) {
        return boxed(table, column).stream().mapToInt(values::get).toArray();
    }

    private static float[] numbers(CodesFile.Table table, int column) {
        float[] numbers = new float[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            numbers[row] = (float) table.factors()[row * table.columns() + column];
        }
        return numbers;
    }

    private static Map<String, Codes> codes(CodesFile.Table table, List<Block> blocks) {
        Map<String, Codes> codes = new LinkedHashMap<>();
        codes.put(WHOLE, new Codes(WHOLE, table.codes(), table.rows(), table.dimension()));
        for (Block block : blocks) {
            float[] values = new float[table.rows() * block.length()];
            for (int row = 0; row < table.rows(); row++) {
                System.arraycopy(
                        table.codes(),
                        row * table.dimension() + block.start(),
                        values,
                        row * block.length(),
                        block.length());
            }
            codes.put(block.name(), new Codes(block.name(), values, table.rows(), block.length()));
        }
        return codes;
    }
}
