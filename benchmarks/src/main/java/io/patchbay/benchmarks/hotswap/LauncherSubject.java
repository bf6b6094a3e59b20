package io.patchbay.benchmarks.hotswap;

import java.io.IOException;

/** An observer launcher of the lobby. Immutable. */
record LauncherSubject(String name, String jar, String className) implements Subject {
    @Override
    public String kind() {
        return "observer-launcher";
    }

    @Override
    public Load load(SwapNode node, Crowd crowd) throws IOException, InterruptedException {
        return ObserverLoad.begin(node);
    }
}
