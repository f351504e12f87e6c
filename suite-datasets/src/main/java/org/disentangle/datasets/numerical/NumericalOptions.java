package org.disentangle.datasets.numerical;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code numerical}.
 *
 * @param content how many content numbers
 * @param styles how many numbers in each style block; the blocks are {@code style1}, {@code style2}, ...
 * @param dependentNumbers whether the numbers within a block are correlated, with a covariance drawn once from a Wishart
 *     distribution (the authors' {@code statistical-dependence}); else they are independent
 * @param contentDependentStyle whether the styles' means are affine in the content (the authors' {@code content-dependent-style}),
 *     which breaks the assumption that Eastwood et al. 2023 need
 * @param changeProbability with which each style number of a view changes; numbers that do not are those of the sample
 * @param layers of the mixing network
 * @param slope of the mixing network's leaky ReLU, above 0 for it to be invertible
 * @param trainSamples and testSamples for scoring; training draws its own
 * @param seed of the mixing, the dependences and the scored samples, apart from the trial's
 */
public record NumericalOptions(
        int content,
        List<Integer> styles,
        boolean dependentNumbers,
        boolean contentDependentStyle,
        double changeProbability,
        int layers,
        double slope,
        int trainSamples,
        int testSamples,
        long seed) {
    /** Five content numbers and three style blocks of two; scored as von Kuegelgen et al. 2021 do: 5 and 10 times 4,096. */
    public static final NumericalOptions DEFAULT =
            new NumericalOptions(5, List.of(2, 2, 2), false, false, 1, 3, 0.2, 20_480, 40_960, 0);

    private static final int MOST = 256;

    public NumericalOptions {
        styles = List.copyOf(styles);
        Check.within("content", content, 1, MOST);
        Check.require(!styles.isEmpty() && styles.size() <= MOST, "styles", styles, "1 to " + MOST + " blocks");
        styles.forEach(style -> Check.within("styles", style, 1, MOST));
        int sum = content + styles.stream().mapToInt(Integer::intValue).sum();
        Check.require(
                sum <= MOST,
                "styles",
                styles,
                "at most " + MOST + " numbers together with the " + content + " of content: the mixing is found among "
                        + "thousands of square matrices of that size");
        Check.within("change_probability", changeProbability, 0, 1);
        Check.within("layers", layers, 1, 32);
        Check.within("slope", slope, 1e-3, 1);
        Check.within("train_samples", trainSamples, 2, 5_000_000);
        Check.within("test_samples", testSamples, 2, 5_000_000);
    }

    /** All numbers of a sample: content and styles. */
    int dimension() {
        return content + styles.stream().mapToInt(Integer::intValue).sum();
    }
}
