package io.patchbay.rest.internal.http;

/** Ends the handling of a request with an answer that is not the one asked for; no fault of the program. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        super("status " + answer.status(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
