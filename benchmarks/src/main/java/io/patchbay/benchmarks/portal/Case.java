package io.patchbay.benchmarks.portal;

import java.io.IOException;

/** One of the benchmarks of the portal. */
interface Case {
    void run(Bench bench, Transport transport) throws IOException, InterruptedException;
}
