package io.patchbay.recovery;

/** Shows how far a job has come. Confined to one thread. */
interface Display {
    /** Shows it, if there is anything new to show. */
    void show(Snapshot snapshot);

    /** A line that stays. */
    void tell(String line);
}
