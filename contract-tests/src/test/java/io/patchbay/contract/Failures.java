package io.patchbay.contract;

import java.util.ArrayList;
import java.util.List;

/** Runs checks and keeps what fails, as {@code name: message}. */
final class Failures {
    private Failures() {}

    static List<String> of(List<Check> checks) throws InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Check check : checks) {
            try {
                check.body().run();
            } catch (BrokenContract broken) {
                failures.add(check.name() + ": " + broken.getMessage());
                if (broken instanceof BrokenContract.Overrun) {
                    break; // as verify does: the next call would not return either
                }
            }
        }
        return failures;
    }
}
