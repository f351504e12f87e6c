package org.disentangle.datasets.scene;

import java.util.List;

/**
 * Which two of the three factors the views of a pair share; the third one always differs between them. Source: Burns et al. 2021,
 * appendix A.1, and the authors' generator of the data.
 */
public enum Variant {
    /** Digit class and background class; joint label {@code 10 digit + background}, 0 to 99. */
    DC_BC(SceneFactor.DC, SceneFactor.BC, SceneFactor.DL) {
        @Override
        int jointLabel(int digit, int background, int place) {
            return 10 * digit + background;
        }
    },
    /** Digit class and location; joint label {@code 8 digit + place}, 0 to 79. */
    DC_DL(SceneFactor.DC, SceneFactor.DL, SceneFactor.BC) {
        @Override
        int jointLabel(int digit, int background, int place) {
            return 8 * digit + place;
        }
    },
    /** Background class and location; joint label {@code 10 place + background}, 0 to 79. */
    BC_DL(SceneFactor.BC, SceneFactor.DL, SceneFactor.DC) {
        @Override
        int jointLabel(int digit, int background, int place) {
            return 10 * place + background;
        }
    };

    private final List<SceneFactor> shared;
    private final SceneFactor varied;

    Variant(SceneFactor first, SceneFactor second, SceneFactor varied) {
        this.shared = List.of(first, second);
        this.varied = varied;
    }

    /** The two shared factors, in the order of the variant's name. */
    public List<SceneFactor> shared() {
        return shared;
    }

    public SceneFactor varied() {
        return varied;
    }

    boolean shares(SceneFactor factor) {
        return shared.contains(factor);
    }

    /** What both views of a pair are as one class. */
    abstract int jointLabel(int digit, int background, int place);

    int jointCardinality() {
        return this == DC_BC ? 100 : 80;
    }
}
