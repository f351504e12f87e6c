package org.disentangle.datasets.scene;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.disentangle.core.UserError;
import org.disentangle.core.data.Split;
import org.disentangle.core.random.SeedStreams;
import org.disentangle.datasets.image.LabeledImages;

/**
 * The pairs of one split. Each is drawn from a stream of its own, so that any pair can be had by itself and the number of threads
 * makes no difference.
 *
 * <p>View 0 takes a background, a digit and a place uniformly. View 1 takes, for a shared factor, any member of view 0's class
 * uniformly (by chance the same one), and for the varied factor any member of the other classes; places are taken likewise.
 * The authors' generator redraws until the class fits, which gives the same distribution.
 */
final class PairTable {

    private final Variant variant;
    private final ScenePools pools;
    private final List<int[]> digitsByClass;
    private final List<int[]> backgroundsByClass;
    private final SeedStreams streams;
    private final String stream;

    /**
     * @param seed of the table; not the trial's
     * @throws UserError if a varied factor has one class only
     */
    PairTable(Variant variant, Split split, ScenePools pools, long seed) {
        this.variant = variant;
        this.pools = pools;
        this.digitsByClass = pools.digits().indicesByClass(SceneGeometry.DIGIT_CLASSES);
        this.backgroundsByClass = pools.backgrounds().indicesByClass(SceneGeometry.BACKGROUND_CLASSES);
        this.streams = new SeedStreams(seed);
        this.stream = "pairs/" + variant + "/" + split.label();
        if (!variant.shares(SceneFactor.DC)) {
            expectSeveral(digitsByClass, "digits", split);
        }
        if (!variant.shares(SceneFactor.BC)) {
            expectSeveral(backgroundsByClass, "backgrounds", split);
        }
    }

    /** One view of a pair: indices into the pools, and the place. */
    record View(int digit, int background, int place) {}

    record Pair(View first, View second) {}

    Pair pair(int index) {
        UniformRandomProvider random = streams.stream(stream, index);
        int background = random.nextInt(pools.backgrounds().count());
        int digit = random.nextInt(pools.digits().count());
        int place = random.nextInt(SceneGeometry.PLACES);
        View second = new View(
                partner(SceneFactor.DC, digit, pools.digits(), digitsByClass, random),
                partner(SceneFactor.BC, background, pools.backgrounds(), backgroundsByClass, random),
                variant.shares(SceneFactor.DL) ? place : otherPlace(place, random));
        return new Pair(new View(digit, background, place), second);
    }

    private int partner(
            SceneFactor factor, int image, LabeledImages pool, List<int[]> byClass, UniformRandomProvider random) {
        int label = pool.label(image);
        int[] same = byClass.get(label);
        if (variant.shares(factor)) {
            return same[random.nextInt(same.length)];
        }
        int other = random.nextInt(pool.count() - same.length);
        for (int candidate = 0; candidate < byClass.size(); candidate++) {
            int[] members = byClass.get(candidate);
            if (candidate == label) {
                continue;
            }
            if (other < members.length) {
                return members[other];
            }
            other -= members.length;
        }
        throw new IllegalStateException("The classes do not make up the pool");
    }

    private static int otherPlace(int place, UniformRandomProvider random) {
        int other = random.nextInt(SceneGeometry.PLACES - 1);
        return other < place ? other : other + 1;
    }

    private static void expectSeveral(List<int[]> byClass, String what, Split split) {
        List<Integer> present = IntStream.range(0, byClass.size())
                .filter(label -> byClass.get(label).length > 0)
                .boxed()
                .toList();
        if (present.size() < 2) {
            throw new UserError("The " + split.label() + " split has " + what + " of the classes " + present
                    + " only; pairs whose classes differ need at least two. Use more of the data, or another variant.");
        }
    }
}
