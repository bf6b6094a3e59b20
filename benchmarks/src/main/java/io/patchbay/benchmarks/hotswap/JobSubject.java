package io.patchbay.benchmarks.hotswap;

/** A plug-in that takes part in recovery jobs. Immutable. */
record JobSubject(String kind, String name, String jar, String className) implements Subject {
    @Override
    public Load load(SwapNode node, Crowd crowd) throws InterruptedException {
        return new FileJobLoad(node);
    }

    /** A task whose handler is away waits for it, and what is measured are whole jobs. */
    @Override
    public boolean mustBeSwift() {
        return false;
    }
}
