package org.disentangle.runner.experiment;

import org.disentangle.core.Check;
import org.disentangle.core.training.Optimizer;
import org.disentangle.core.training.Schedule;
import org.disentangle.core.training.Selection;
import org.disentangle.datasets.augmentation.AugmentationOptions;

/**
 * How the encoder is trained.
 *
 * @param steps optimiser steps
 * @param batch groups (pairs) per step; the encoder sees as many views of each as the method asks for
 * @param selection which parameters are scored
 */
public record TrainingOptions(
        int steps,
        int batch,
        Optimizer optimizer,
        Schedule schedule,
        AugmentationOptions augmentation,
        Selection selection) {
    public TrainingOptions {
        Check.within("steps", steps, 0, 100_000_000);
        Check.within("batch", batch, 2, 1 << 20);
    }

    /** The same with another augmentation. */
    public TrainingOptions with(AugmentationOptions other) {
        return new TrainingOptions(steps, batch, optimizer, schedule, other, selection);
    }

    /** The same with another selection. */
    public TrainingOptions with(Selection other) {
        return new TrainingOptions(steps, batch, optimizer, schedule, augmentation, other);
    }

    /** The same with another batch. */
    public TrainingOptions with(int otherBatch) {
        return new TrainingOptions(steps, otherBatch, optimizer, schedule, augmentation, selection);
    }
}
