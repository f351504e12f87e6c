package org.disentangle.core.engine;

/** Bytes on the device: in use now and at most since the session opened. On a CPU: resident memory of the process. */
public record MemoryReport(long usedBytes, long peakBytes) {}
