package org.disentangle.runner.experiment;

import org.disentangle.core.data.ConfiguredDataSet;

/** A data set of an experiment and what boards call it. */
public record DataEntry(ConfiguredDataSet<?> data, String label) {}
