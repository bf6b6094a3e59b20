package io.patchbay.console.internal;

import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/**
 * The streams of all shells of the tests, begun once: a command that ends a little after its test would put them in place again
 * if each test had its own.
 */
public final class ShellStreams {
    private static final ThreadIOImpl STREAMS = begun();

    private ShellStreams() {}

    private static ThreadIOImpl begun() {
        ThreadIOImpl streams = new ThreadIOImpl();
        streams.start();
        return streams;
    }

    /** They are never stopped. */
    public static ThreadIOImpl get() {
        return STREAMS;
    }
}
