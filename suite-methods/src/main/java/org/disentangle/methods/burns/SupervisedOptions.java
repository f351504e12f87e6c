package org.disentangle.methods.burns;

/**
 * Settings of {@code supervised}.
 *
 * @param temperature of the similarities, above 0
 * @param normalize whether r0 and r1 are scaled to unit length, each by itself, before they are compared
 */
public record SupervisedOptions(double temperature, boolean normalize) {
    public static final SupervisedOptions DEFAULT = new SupervisedOptions(0.1, true);

    public SupervisedOptions {
        Contrast.checkTemperature(temperature);
    }
}
