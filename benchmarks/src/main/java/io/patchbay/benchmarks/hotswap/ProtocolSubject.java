package io.patchbay.benchmarks.hotswap;

/** A version of the client protocol; the crowd speaks it. Immutable. */
record ProtocolSubject(String name, String jar, String className) implements Subject {
    @Override
    public String kind() {
        return "protocol";
    }

    @Override
    public String clientVersion() {
        return name;
    }

    @Override
    public Load load(SwapNode node, Crowd crowd) {
        return crowd;
    }
}
