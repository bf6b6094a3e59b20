package io.patchbay.demo;

/** Somebody who is in a room, by a connection that may be lost. Confined to one thread. */
interface Presence {
    /** Says something to everybody in the room. */
    void say(String text) throws InterruptedException, StepFailedException;

    /** Loses the connection without a word. */
    void lose();

    /** Comes back as who it was, after {@link #lose}. */
    void comeBack() throws InterruptedException, StepFailedException;

    /** Logs out. */
    void leave() throws InterruptedException, StepFailedException;
}
