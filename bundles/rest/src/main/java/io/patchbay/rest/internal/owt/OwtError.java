package io.patchbay.rest.internal.owt;

import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.JsonText;

/** Every error of the OWT paths: status, OWT's code, and when it comes ({@code docs/codes.md} is made of this). */
public enum OwtError {
    NO_RESOURCE(404, 1001, "Resource not found", false, "The path is not known, or not served by Patchbay."),
    NO_SERVICE(404, 1002, "Service not found", false, "No service has that id."),
    NO_ROOM(404, 1003, "Room not found", false, "No room has that id, or another service owns it."),
    NO_STREAM(404, 1004, "Stream not found", false, "No stream has that id."),
    NO_PARTICIPANT(404, 1005, "Participant not found", false, "Nobody of that id is in the room."),
    NOT_AUTHENTICATED(
            401,
            1101,
            "WWW-Authenticate: MAuth realm=\"http://marte3.dit.upm.es\"",
            false,
            "No MAuth header, an unknown service, a wrong signature, a time too far off, or a request that was taken"
                    + " before. Of the last two the header `Patchbay-Reason` tells which."),
    PERMISSION_DENIED(403, 1102, "Permission denied", false, "Only the super service may do this."),
    BAD_REQUEST(
            400,
            1201,
            "",
            false,
            "The message says what is wrong: `Failed to parse JSON body`, `Invalid request body`, `Invalid room option`,"
                    + " `Name or role not valid`, `MediaOut conflicts with View Setting`, or the path of the value."),
    METHOD_NOT_ALLOWED(405, 1201, "", false, "The path is known, but not with this method; `Allow` lists the others."),
    BODY_TOO_SLOW(408, 1201, "The request body did not arrive in time", true, "The body did not arrive in time."),
    BODY_TOO_LARGE(413, 1201, "", false, "The body is longer than the bound that the message names."),
    OPERATION_FAILED(500, 1301, "Operation failed", false, "The controller of the room could not do it."),
    UNAVAILABLE(
            503,
            1301,
            "",
            true,
            "It cannot be done now: no portal (`Failed to get portal: …` with the scheduler's reason), the database does"
                    + " not answer, or too much is under way."),
    INTERNAL(500, 2001, "Error internal failure", false, "A fault of Patchbay; the log of the node tells more.");

    private final int status;
    private final int code;
    private final String message;
    private final boolean retryable;
    private final String meaning;

    OwtError(int status, int code, String message, boolean retryable, String meaning) {
        this.status = status;
        this.code = code;
        this.message = message;
        this.retryable = retryable;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    /** The usual message; empty if it differs from case to case. */
    public String message() {
        return message;
    }

    /** Whether the same request may succeed later; such an answer carries {@code Retry-After}. */
    public boolean retryable() {
        return retryable;
    }

    /** When it comes, for the reader of the documentation. */
    public String meaning() {
        return meaning;
    }

    /** The answer with the usual message. */
    public Answer answer() {
        return answer(message);
    }

    /** The answer with a message. */
    public Answer answer(String text) {
        Answer answer = Answer.of(status, Answer.JSON, JsonText.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", code);
            json.writeStringField("message", text);
            json.writeEndObject();
        }));
        return retryable ? answer.retryable() : answer;
    }

    /** To be thrown: ends the request with the usual message. */
    public Refusal refusal() {
        return new Refusal(answer());
    }

    /** To be thrown: ends the request with a message. */
    public Refusal refusal(String text) {
        return new Refusal(answer(text));
    }
}
