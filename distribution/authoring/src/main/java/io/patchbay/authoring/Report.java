package io.patchbay.authoring;

import io.patchbay.contract.BrokenContract;
import io.patchbay.contract.Check;

/** Has what becomes of each check printed, and counts. Confined to one thread. */
final class Report {
    private final Findings findings;
    private int passed;
    private int failed;
    private int skipped;

    Report(Findings findings) {
        this.findings = findings;
    }

    /** Says what the next checks are about. */
    void about(String subject) {
        findings.about(subject);
    }

    void pass(String check) {
        passed++;
        findings.held(check);
    }

    /** @param why one line or several */
    void fail(String check, String why) {
        failed++;
        findings.failed(check, why);
    }

    void skip(String check) {
        skipped++;
        findings.notTried(check);
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
        findings.note(line);
    }

    /** Gives the sum. */
    boolean end() {
        findings.sum(passed, failed, skipped);
        return failed == 0 && skipped == 0;
    }
}
