package io.patchbay.api.recovery;

/** An attempt has failed. */
public final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message reason;
    private final boolean retryable;

    private TaskFailedException(Message reason, boolean retryable, Throwable cause) {
        super(reason.code() + ": " + reason.contents(), cause);
        this.reason = reason;
        this.retryable = retryable;
    }

    /** Another attempt may succeed, if the task has one left. */
    public static TaskFailedException retryable(Message reason) {
        return new TaskFailedException(reason, true, null);
    }

    /** Another attempt may succeed, if the task has one left. */
    public static TaskFailedException retryable(Message reason, Throwable cause) {
        return new TaskFailedException(reason, true, cause);
    }

    /** No other attempt would succeed. */
    public static TaskFailedException permanent(Message reason) {
        return new TaskFailedException(reason, false, null);
    }

    /** No other attempt would succeed. */
    public static TaskFailedException permanent(Message reason, Throwable cause) {
        return new TaskFailedException(reason, false, cause);
    }

    public Message reason() {
        return reason;
    }

    public boolean isRetryable() {
        return retryable;
    }
}
