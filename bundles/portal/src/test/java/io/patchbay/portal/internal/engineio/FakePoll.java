package io.patchbay.portal.internal.engineio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A GET whose answer a test can read. */
final class FakePoll implements Poll {
    private Optional<String> answer = Optional.empty();
    private Optional<EngineError> refusal = Optional.empty();

    @Override
    public void answer(byte[] payload) {
        require();
        answer = Optional.of(new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public void refuse(EngineError error) {
        require();
        refusal = Optional.of(error);
    }

    private void require() {
        if (answer.isPresent() || refusal.isPresent()) {
            throw new IllegalStateException("answered twice");
        }
    }

    Optional<String> answer() {
        return answer;
    }

    Optional<EngineError> refusal() {
        return refusal;
    }

    boolean isOpen() {
        return answer.isEmpty() && refusal.isEmpty();
    }
}
