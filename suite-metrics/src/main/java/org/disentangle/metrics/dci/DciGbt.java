package org.disentangle.metrics.dci;

import java.util.List;
import org.disentangle.core.metric.Score;
import org.disentangle.core.metric.ScoringInput;
import org.disentangle.metrics.BlockCodes;
import org.disentangle.metrics.FactorColumn;
import org.disentangle.metrics.matrix.Shards;
import org.disentangle.metrics.tree.BoostedTrees;
import org.disentangle.metrics.tree.BoostingOptions;
import org.disentangle.metrics.tree.GradientBoosting;
import org.disentangle.metrics.tree.SortedColumns;
import org.disentangle.metrics.tree.Target;

/**
 * DCI with gradient boosted trees on raw codes, the form of disentanglement_lib that papers usually quote. Scores as in {@link
 * DciMetric}. Classification trees for categorical factors, regression trees for numbers (disentanglement_lib has only the former).
 *
 * <p>Where two dimensions divide the rows equally well, the trial's seed decides: copies of a dimension share its importance.
 */
public final class DciGbt extends DciMetric<DciGbtOptions> {
    public static final String NAME = "dci-gbt";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> aliases() {
        return List.of("dci");
    }

    @Override
    public String summary() {
        return "Disentanglement, completeness and informativeness by importances of gradient boosted trees, per block";
    }

    @Override
    public DciGbtOptions defaults() {
        return DciGbtOptions.DEFAULT;
    }

    @Override
    public List<Score> score(DciGbtOptions options, ScoringInput input) {
        long seed = input.streams().stream("metric/" + NAME + "/ties").nextLong();
        try (Shards threads = new Shards(input.threads())) {
            return new Dci(NAME, options.completeness(), false, input)
                    .score(
                            (codes, factors) -> explain(options.trees(), codes, factors, seed, threads),
                            options.widest(),
                            options.trainRows());
        }
    }

    private static Explained explain(
            BoostingOptions options, BlockCodes codes, List<FactorColumn> factors, long seed, Shards threads) {
        List<BoostedTrees> models = GradientBoosting.fit(
                SortedColumns.of(codes.train(), threads),
                factors.stream().map(Target::of).toList(),
                options,
                seed,
                threads);
        return Explained.of(models.stream()
                .map(model -> new Explained.Factor(
                        model.importances(),
                        model.predict(codes.test(), threads),
                        model.predict(codes.train(), threads),
                        true))
                .toList());
    }
}
