package org.disentangle.datasets.numerical;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.disentangle.core.data.ContinuousFactor;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetDescription;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.core.data.Split;
import org.disentangle.core.registry.Citation;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.view.Augmentation;
import org.disentangle.datasets.DataCitations;

/**
 * The numerical identifiability benchmark of von Kuegelgen et al. 2021, section 5.1, with several style blocks instead of one, as the
 * theory of Eastwood et al. 2023 has it: augmentation m changes block m and nothing else.
 */
public final class Numerical implements DataSetFamily<NumericalOptions> {

    static String style(int index) {
        return "style" + (index + 1);
    }

    @Override
    public String name() {
        return "numerical";
    }

    @Override
    public String summary() {
        return "Content and style numbers mixed by an invertible network; views change style blocks; needs no files";
    }

    @Override
    public NumericalOptions defaults() {
        return NumericalOptions.DEFAULT;
    }

    @Override
    public List<Citation> citations() {
        return List.of(DataCitations.VON_KUEGELGEN_2021, DataCitations.EASTWOOD_2023);
    }

    @Override
    public DataSetDescription describe(NumericalOptions options) {
        return describe(options, "");
    }

    static DataSetDescription describe(NumericalOptions options, String digest) {
        List<ContinuousFactor> factors = new ArrayList<>();
        factors.add(new ContinuousFactor("content", "content numbers", options.content()));
        for (int style = 0; style < options.styles().size(); style++) {
            factors.add(new ContinuousFactor(
                    style(style),
                    "numbers of style block " + (style + 1),
                    options.styles().get(style)));
        }
        return new DataSetDescription(
                "numerical",
                Shape.of(options.dimension()),
                List.of(),
                factors,
                List.of(),
                Map.of(Split.TRAIN, options.trainSamples(), Split.TEST, options.testSamples()),
                1,
                0,
                digest);
    }

    @Override
    public Optional<Augmentation> augmentation(NumericalOptions options) {
        return Optional.of(new StyleChanges(options));
    }

    @Override
    public List<RequiredFile> files(NumericalOptions options) {
        return List.of();
    }

    @Override
    public DataSet open(NumericalOptions options, Path location) {
        return new NumericalSamples(options);
    }
}
