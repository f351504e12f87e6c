package org.disentangle.datasets.drawndigits;

import java.util.List;
import org.disentangle.core.data.DataSet;
import org.disentangle.core.data.DataSetFamily;
import org.disentangle.datasets.scene.Variant;
import org.disentangle.testkit.DataSetContract;

class DrawnDigitsContractTest extends DataSetContract<DrawnDigitsOptions> {

    @Override
    protected DataSetFamily<DrawnDigitsOptions> family() {
        return new DrawnDigits();
    }

    @Override
    protected List<DrawnDigitsOptions> settings() {
        return List.of(
                new DrawnDigitsOptions(Variant.DC_BC, 32, 50, 20, 40, 20, 40, 20, 0),
                new DrawnDigitsOptions(Variant.DC_DL, 32, 50, 20, 40, 20, 40, 20, 0),
                new DrawnDigitsOptions(Variant.BC_DL, 32, 30, 10, 20, 10, 20, 10, 7),
                new DrawnDigitsOptions(Variant.DC_BC, 64, 10, 10, 10, 10, 10, 10, 0));
    }

    @Override
    protected DataSet other() {
        return family().open(new DrawnDigitsOptions(Variant.DC_BC, 32, 50, 20, 40, 20, 40, 20, 1), location());
    }

    @Override
    protected List<String> disjointPools() {
        return List.of("digits", "backgrounds");
    }
}
