package org.disentangle.deeplearning4j.probe;

import java.util.List;
import org.disentangle.core.Check;

/**
 * Settings of {@code mlp-r2} and {@code mlp-informativeness}. Rate, batch, epochs and the share held out are the defaults of scikit-learn's
 * {@code MLPRegressor} with {@code early_stopping}; its patience is 10, which now and then ends where a sine is still being learnt.
 *
 * @param hidden widths of the hidden layers, 1 to 8 of them, each followed by a ReLU
 * @param epochs passes over the training rows at most
 * @param patience epochs without a lower loss on the rows held out after which training ends
 * @param rate Adam's learning rate
 * @param batch rows per step; all, where there are fewer
 * @param heldOut the share of the training rows that early stopping looks at and nothing is fitted to, above 0 and at most 0.5
 * @param points training rows at most, those held out among them; of more, so many are drawn
 */
public record MlpOptions(
        List<Integer> hidden, int epochs, int patience, double rate, int batch, double heldOut, int points) {
    public static final MlpOptions DEFAULT = new MlpOptions(List.of(256, 256), 200, 20, 0.001, 200, 0.1, 4096);

    public MlpOptions {
        hidden = List.copyOf(hidden);
        Check.require(!hidden.isEmpty() && hidden.size() <= 8, "hidden", hidden, "1 to 8 widths");
        hidden.forEach(width -> Check.within("hidden", width, 1, 1 << 13));
        Check.within("epochs", epochs, 1, 100_000);
        Check.within("patience", patience, 1, 100_000);
        Check.positive("rate", rate);
        Check.within("batch", batch, 1, 1_000_000);
        Check.require(heldOut > 0 && heldOut <= 0.5, "held_out", heldOut, "a number above 0 and at most 0.5");
        Check.within("points", points, 2, 100_000_000);
    }
}
