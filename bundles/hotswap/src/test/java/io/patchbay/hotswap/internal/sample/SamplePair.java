package io.patchbay.hotswap.internal.sample;

/** A record as plug-ins have them: the Java runtime makes its methods when they are first called. */
public record SamplePair(SamplePair left, SamplePair right) {}
