package io.patchbay.benchmarks.migrator;

/** Something that carries a shape out. Confined to the benchmark's thread. */
interface Engine extends AutoCloseable {
    String name();

    /** Does every step once, and returns after the last: in how many seconds. */
    double run(Shape shape) throws Exception;

    @Override
    void close();
}
