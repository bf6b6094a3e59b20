package io.patchbay.benchmarks.hotswap;

/** A plug-in that takes part in finding a worker. Immutable. */
record PlacementSubject(String kind, String name, String jar, String className) implements Subject {
    @Override
    public Load load(SwapNode node, Crowd crowd) {
        return new ScheduleLoad(node);
    }
}
