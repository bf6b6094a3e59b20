package io.patchbay.authoring;

import java.io.PrintStream;

/** Lines for people. Confined to one thread. */
final class ReadableFindings implements Findings {
    private final PrintStream out;

    ReadableFindings(PrintStream out) {
        this.out = out;
    }

    @Override
    public void about(String subject) {
        out.println(subject);
    }

    @Override
    public void held(String check) {
        out.println("  ✓ " + check);
    }

    @Override
    public void failed(String check, String why) {
        out.println("  ✗ " + check);
        why.lines().forEach(line -> out.println("      " + line));
    }

    @Override
    public void notTried(String check) {
        out.println("  – " + check + " (not tried)");
    }

    @Override
    public void note(String line) {
        out.println("    " + line);
    }

    @Override
    public void sum(int held, int failed, int notTried) {
        out.println(held + " of " + (held + failed + notTried) + " checks held"
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (notTried > 0 ? ", " + notTried + " not tried" : ""));
    }
}
