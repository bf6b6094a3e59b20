package io.patchbay.benchmarks.hotswap;

import java.io.IOException;

/** A login policy of the lobby that lets a player go on within one network. Immutable. */
record PolicySubject(String name, String jar, String className) implements Subject {
    @Override
    public String kind() {
        return "login-policy";
    }

    @Override
    public Load load(SwapNode node, Crowd crowd) throws IOException, InterruptedException {
        return PlayerLoad.logIn(node);
    }
}
