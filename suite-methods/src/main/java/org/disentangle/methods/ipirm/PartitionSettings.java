package org.disentangle.methods.ipirm;

/** What the search needs to know of a method's options; see {@link IpIrmOptions}. */
record PartitionSettings(
        int environments, double temperature, double irmTemperature, Penalty penalty, SearchOptions search) {}
