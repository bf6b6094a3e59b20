package io.patchbay.rest.internal;

import io.patchbay.api.hotswap.Verification;
import io.patchbay.api.hotswap.Verifications;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the test has it answer, and remembers what it was asked. Thread-safe. */
final class ScriptedVerifications implements Verifications {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Verification> found = new CopyOnWriteArrayList<>();
    volatile Begun answer = Begun.YES;

    @Override
    public Begun begin(String sha256) {
        asked.add(sha256);
        return answer;
    }

    @Override
    public List<Verification> verifications() {
        return List.copyOf(found);
    }
}
