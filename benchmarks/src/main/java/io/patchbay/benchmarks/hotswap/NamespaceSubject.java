package io.patchbay.benchmarks.hotswap;

/** A namespace of Socket.IO that echoes. Immutable. */
record NamespaceSubject(String name, String jar, String className) implements Subject {
    @Override
    public String kind() {
        return "namespace";
    }

    @Override
    public Load load(SwapNode node, Crowd crowd) throws InterruptedException {
        return new EchoLoad(node, name);
    }
}
