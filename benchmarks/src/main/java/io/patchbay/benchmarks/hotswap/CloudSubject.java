package io.patchbay.benchmarks.hotswap;

import java.io.IOException;

/** The bundle of the handlers for OpenStack, told by one of them. Immutable. */
record CloudSubject(String kind, String name, String jar, String className) implements Subject {
    @Override
    public Load load(SwapNode node, Crowd crowd) throws IOException, InterruptedException {
        return new CloudJobLoad(node);
    }

    /** A task whose handler is away waits for it, and what is measured are whole jobs. */
    @Override
    public boolean mustBeSwift() {
        return false;
    }
}
