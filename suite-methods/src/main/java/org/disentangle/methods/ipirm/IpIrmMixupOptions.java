package org.disentangle.methods.ipirm;

import java.util.List;

/**
 * Settings of {@code ip-irm-mixup}; see {@link IpIrmOptions}.
 *
 * @param temperature of the similarities in losses and penalties, at least 0.025
 * @param irmTemperature of the similarities in the penalties of the search, at least 0.025
 * @param penaltyWeight lambda1, of the penalty in the loss, at least 0; above 1 the whole loss is divided by it
 * @param penalty one scale per column, or one
 * @param keepCont whether the loss over the whole batch is added
 * @param environments into which a partition puts the images
 * @param partitions that count in the loss at most; the newest are kept
 * @param mixPartners where partners come from
 * @param mixWeight how shares weigh the targets
 * @param search for partitions
 * @param embedding the size of z
 * @param hidden widths of the head's hidden layers; 0 is as wide as the head's input
 */
public record IpIrmMixupOptions(
        double temperature,
        double irmTemperature,
        double penaltyWeight,
        Penalty penalty,
        boolean keepCont,
        int environments,
        int partitions,
        MixPartners mixPartners,
        MixWeight mixWeight,
        SearchOptions search,
        int embedding,
        List<Integer> hidden) {
    /** The authors' settings for STL-10. */
    public static final IpIrmMixupOptions DEFAULT = new IpIrmMixupOptions(
            0.2,
            0.5,
            0.2,
            Penalty.PER_COLUMN,
            true,
            2,
            5,
            MixPartners.ENVIRONMENT,
            MixWeight.MEAN,
            new SearchOptions(50, 0.5, Constraint.RELAXED, 2048, 61, true, true),
            128,
            List.of(512));

    public IpIrmMixupOptions {
        hidden = List.copyOf(hidden);
        IpIrmOptions.checkShared(temperature, irmTemperature, penaltyWeight, environments, partitions);
        OneHead.check(embedding, hidden);
    }

    PartitionSettings settings() {
        return new PartitionSettings(environments, temperature, irmTemperature, penalty, search);
    }
}
