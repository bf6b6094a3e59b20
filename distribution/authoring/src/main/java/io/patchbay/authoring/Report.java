package io.patchbay.authoring;

import io.patchbay.contract.BrokenContract;
import io.patchbay.contract.Check;
import java.io.PrintStream;

/** Prints what becomes of each check, and counts. Confined to one thread. */
final class Report {
    private final PrintStream out;
    private int passed;
    private int failed;
    private int skipped;

    Report(PrintStream out) {
        this.out = out;
    }

    /** What the next checks are about. */
    void about(String subject) {
        out.println(subject);
    }

    void pass(String check) {
        passed++;
        out.println("  ✓ " + check);
    }

    /** @param why one line or several */
    void fail(String check, String why) {
        failed++;
        out.println("  ✗ " + check);
        why.lines().forEach(line -> out.println("      " + line));
    }

    void skip(String check) {
        skipped++;
        out.println("  – " + check + " (not tried)");
    }

    /** Runs a check. */
    void run(Check check) throws InterruptedException {
        try {
            check.body().run();
            pass(check.name());
        } catch (BrokenContract broken) {
            fail(check.name(), broken.getMessage());
        }
    }

    /** Something that helps, and is no check. */
    void note(String line) {
        out.println("    " + line);
    }

    /** Prints the sum. */
    boolean end() {
        out.println(passed + " of " + (passed + failed + skipped) + " checks held"
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (skipped > 0 ? ", " + skipped + " not tried" : ""));
        return failed == 0 && skipped == 0;
    }
}
