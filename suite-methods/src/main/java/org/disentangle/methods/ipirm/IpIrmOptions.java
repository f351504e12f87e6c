package org.disentangle.methods.ipirm;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code ip-irm}.
 *
 * @param temperature of the similarities in the losses, at least 0.025
 * @param irmTemperature of the similarities in the penalties, at least 0.025
 * @param penaltyWeight lambda1, of the penalty in the loss, at least 0; above 1 the whole loss is divided by it
 * @param penalty one scale per column, or one
 * @param keepCont whether the loss over the whole batch is added, {@code keep_cont} in the authors' code
 * @param environments into which a partition puts the images
 * @param partitions that count in the loss at most; the newest are kept. 1 is the authors' code without {@code retain_group}
 * @param search for partitions
 * @param embedding the size of z
 * @param hidden widths of the head's hidden layers; 0 is as wide as the head's input
 */
public record IpIrmOptions(
        double temperature,
        double irmTemperature,
        double penaltyWeight,
        Penalty penalty,
        boolean keepCont,
        int environments,
        int partitions,
        SearchOptions search,
        int embedding,
        List<Integer> hidden) {
    /** The authors' settings for STL-10. */
    public static final IpIrmOptions DEFAULT =
            new IpIrmOptions(0.5, 0.5, 0.2, Penalty.PER_COLUMN, true, 2, 8, SearchOptions.DEFAULT, 128, List.of(512));

    public IpIrmOptions {
        hidden = List.copyOf(hidden);
        checkShared(temperature, irmTemperature, penaltyWeight, environments, partitions);
        OneHead.check(embedding, hidden);
    }

    static void checkShared(
            double temperature, double irmTemperature, double penaltyWeight, int environments, int partitions) {
        // Below, exp(-2 / temperature) leaves the range of 32-bit numbers.
        Check.within("temperature", temperature, 0.025, 1e3);
        Check.within("irm_temperature", irmTemperature, 0.025, 1e3);
        Check.notNegative("penalty_weight", penaltyWeight);
        Check.within("environments", environments, 2, 64);
        Check.within("partitions", partitions, 1, 64);
    }

    PartitionSettings settings() {
        return new PartitionSettings(environments, temperature, irmTemperature, penalty, search);
    }
}
