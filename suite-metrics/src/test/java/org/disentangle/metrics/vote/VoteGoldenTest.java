package org.disentangle.metrics.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.disentangle.core.metric.Findings;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.GoldenData;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.matrix.Standardization;
import org.junit.jupiter.api.Test;

/** Agreement with scripts/golden/information.py on the rows that it drew. */
class VoteGoldenTest {

    private static ValueIndex.Draws draws(GoldenData data, String split, String what) {
        return new ValueIndex.Draws(data.draws(split, "factors"), data.draws(split, what));
    }

    @Test
    void the_same_batches_vote_for_the_same_dimensions() {
        expectFactorVae("factor-vae", 0);
        expectFactorVae("factor-vae threshold", 0.5);
    }

    private static void expectFactorVae(String setting, double threshold) {
        try (Shards threads = new Shards(2)) {
            for (GoldenData data : GoldenData.all()) {
                for (BlockCodes block : BlockCodes.of(data.input(2, Findings.NONE))) {
                    FactorVae.Votes votes = FactorVae.votes(
                            block,
                            Standardization.of(block.train()),
                            threshold,
                            data.node().get("factors").size(),
                            draws(data, "train", "batches"),
                            draws(data, "test", "batches"),
                            threads);
                    expect(data, setting, block.name(), votes.test());
                }
            }
        }
    }

    @Test
    void the_same_pairs_are_told_apart_equally_well() {
        try (Shards threads = new Shards(2)) {
            for (GoldenData data : GoldenData.all()) {
                for (BlockCodes block : BlockCodes.of(data.input(2, Findings.NONE))) {
                    BetaVae.Told told = BetaVae.told(
                            block,
                            data.node().get("factors").size(),
                            1,
                            draws(data, "train", "pairs"),
                            draws(data, "test", "pairs"),
                            threads);
                    assertThat(told.converged()).isTrue();
                    expect(data, "beta-vae", block.name(), told.test());
                }
            }
        }
    }

    private static void expect(GoldenData data, String setting, String block, double value) {
        assertThat(data.frozen(setting).stream().filter(frozen -> frozen.block().equals(block)))
                .singleElement()
                .satisfies(frozen -> assertThat(value).as("%s", frozen).isCloseTo(frozen.value(), within(1e-9)));
    }
}
