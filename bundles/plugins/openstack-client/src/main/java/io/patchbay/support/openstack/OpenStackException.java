package io.patchbay.support.openstack;

import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskFailedException;
import java.util.Locale;
import java.util.Optional;

/** A cloud has refused something, or could not be asked. Its message is for people: without secrets, with the API's own words. */
public final class OpenStackException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int status;
    private final String type;

    /** Why, as far as it decides what to do about it. */
    public enum Kind {
        /** {@code clouds.yaml} does not tell what must be known. */
        SETTINGS(false),
        /** Nobody answers, or not in time; whether the request was carried out is not known. */
        UNREACHABLE(true),
        /** User or password is wrong. */
        UNAUTHORIZED(false),
        /** The user may not do that. */
        FORBIDDEN(false),
        /**
         * There is no such thing. Tried again, because services with several databases may not know yet what was just made.
         */
        NOT_FOUND(true),
        /** Something of that name, address or meaning is there already. */
        CONFLICT(false),
        /** Something is in use, or busy with something else: that passes. */
        BUSY(true),
        /** The project, or the user, has as much as it may have. */
        QUOTA_EXCEEDED(false),
        /** The request makes no sense to the service. */
        BAD_REQUEST(false),
        /** Too many requests, also after some patience. */
        RATE_LIMITED(true),
        /** The service has failed. */
        SERVICE_FAULT(true),
        /** The answer makes no sense, or is too long. */
        BAD_ANSWER(true),
        /** The service cannot do what is needed, such as an older one. */
        UNSUPPORTED(false),
        /** What was waited for did not happen in time. */
        TIMED_OUT(true),
        /** What was waited for has failed. */
        FAILED(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** As codes of reasons end with it. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private OpenStackException(Kind kind, int status, String type, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.type = type;
    }

    /** What no service has answered. */
    public static OpenStackException of(Kind kind, String message) {
        return new OpenStackException(kind, 0, "", message, null);
    }

    /** What no service has answered. */
    public static OpenStackException of(Kind kind, String message, Throwable cause) {
        return new OpenStackException(kind, 0, "", message, cause);
    }

    /**
     * What a service has answered.
     *
     * @param type what the service calls it, for example {@code NetworkInUse}; may be empty
     */
    static OpenStackException answered(Kind kind, int status, String type, String message) {
        return new OpenStackException(kind, status, type, message, null);
    }

    /** The same reason in other words. */
    public OpenStackException saying(Kind otherKind, String message) {
        return new OpenStackException(otherKind, status, type, message, this);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status; empty if no service has answered. */
    public Optional<Integer> status() {
        return status == 0 ? Optional.empty() : Optional.of(status);
    }

    /** What the service calls it, for example {@code NetworkInUse}; empty where it has no word. */
    public String type() {
        return type;
    }

    /** Whether the service has refused the request, so that it was certainly not carried out. */
    public boolean isRefusal() {
        return status >= 400 && status < 500;
    }

    /** As an attempt fails with it: the code is the task's type and the kind, for example {@code create.network.conflict}. */
    public TaskFailedException asTaskFailure(String taskType) {
        Message reason = new Message(taskType + "." + kind.code(), getMessage());
        return kind.retryable
                ? TaskFailedException.retryable(reason, this)
                : TaskFailedException.permanent(reason, this);
    }
}
