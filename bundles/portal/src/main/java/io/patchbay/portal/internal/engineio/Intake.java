package io.patchbay.portal.internal.engineio;

/** How much a client may send in one message: little before it has logged in. Thread-safe. */
public final class Intake {
    private final int maxBytes;
    private final int maxLoginBytes;
    private final InputBudget budget;
    private volatile boolean settled;

    Intake(EngineSettings settings, InputBudget budget) {
        this.maxBytes = settings.maxPayloadBytes();
        this.maxLoginBytes = Math.min(settings.maxLoginBytes(), settings.maxPayloadBytes());
        this.budget = budget;
    }

    /** The client is logged in, or is not any more. */
    public void settle(boolean nowSettled) {
        settled = nowSettled;
    }

    /** The largest message or body that is read now. */
    public int maxBytes() {
        return settled ? maxBytes : maxLoginBytes;
    }

    /** Where to count what a message occupies until it is complete. */
    public InputBudget.Share share() {
        return new InputBudget.Share(budget, !settled);
    }
}
