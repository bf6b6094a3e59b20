package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Every error of the native paths, as problem details (RFC 9457); {@code docs/codes.md} is made of this. */
public enum ProblemCode {
    NOT_FOUND(404, false, "The path is not known."),
    METHOD_NOT_ALLOWED(405, false, "The path is known, but not with this method; `Allow` lists the others."),
    UNAUTHORIZED(401, false, "No bearer token, or one that is not valid."),
    FORBIDDEN(403, false, "The token is a worker's, and only the admin may do this."),
    FORBIDDEN_PEER(403, false, "The admin's paths answer only to loopback and the networks of `adminFrom`."),
    MALFORMED_BODY(400, false, "The body is no JSON, or nested too deeply."),
    INVALID_VALUE(400, false, "A value is missing, unknown, of the wrong type or out of range; `field` is its path."),
    BODY_TOO_LARGE(413, false, "The body is longer than the bound that `detail` names."),
    BODY_TOO_SLOW(408, true, "The body did not arrive in time."),
    RESERVED_PURPOSE(409, false, "Only nodes are workers of purpose `portal` and `conference`."),
    PURPOSE_CONFLICT(409, false, "The id belongs to a worker of another purpose."),
    RESYNC(
            409,
            true,
            "The report is not the one that is expected: join again with all tasks; `expected` is the sequence number waited for."),
    UNKNOWN_WORKER(404, false, "Nobody of that id is a member: join first, with all tasks."),
    NO_SUCH_TASK(404, false, "No worker has the task."),
    INVALID_PURPOSE(404, false, "No worker of that purpose ever joined."),
    UNKNOWN_PLUGIN(404, false, "No such plug-in, or not in that version, is installed, or there is no pin."),
    UNKNOWN_TIMELINE(
            404, false, "This node remembers nothing of such a session: it never was here, or was over too long ago."),
    UNKNOWN_ROOM(404, false, "The room has no controller on this node: nobody is in it, or another node has it."),
    UNKNOWN_PARTICIPANT(404, false, "Nobody of that id is in the room."),
    UNKNOWN_DECISION(404, false, "The decision is not recorded: it was never made, or too many were made since."),
    UNKNOWN_JOB(404, false, "There is no recovery job of that id."),
    UNKNOWN_JOB_TASK(404, false, "The recovery job has no such task."),
    JOB_EXISTS(409, false, "There is another recovery job of that id."),
    INVALID_JOB(
            422,
            false,
            "The recovery job cannot run; nothing of it is stored. `faults` lists all that is wrong, each with `code`, `pointer` and `message`."),
    INVALID_PLAN(
            422,
            false,
            "The recovery plan cannot be carried out; nothing is stored. `faults` lists all that is wrong, each with `code`, `pointer`, `line` and `message`."),
    WRONG_STATE(409, false, "The operation does not suit the state that the recovery job is in."),
    BAD_RESUME_TIME(400, false, "A recovery job is resumed 30 to 180 minutes after it was paused."),
    NOTHING_FAILED(409, false, "There is nothing to retry: nothing of it has failed."),
    TASK_NOT_DONE(409, false, "A task is run again once it has a result, and what follows it is not running."),
    TASK_NOT_OPEN(409, false, "Only a task that neither runs nor has succeeded is skipped."),
    OUTPUT_TOO_LARGE(
            413,
            false,
            "The output that is to stand for a skipped task's is longer than one may be; `detail` names the bound."),
    NO_SUCH_EXPERIMENT(404, false, "There is no shadow or canary of that kind and scope."),
    UNFIT_PLUGIN(409, false, "The plug-in is faulty or leaving, so it cannot be tried."),
    UNSUPPORTED_EXPERIMENT(409, false, "Plug-ins of that kind cannot be tried in that mode."),
    VERIFY_UNAVAILABLE(409, false, "The node was not started from a distribution, which has what verifies jars."),
    TOO_MANY_EXPERIMENTS(409, false, "There are as many experiments as there may be: end one first."),
    ACCESS_DENIED(
            401,
            false,
            "The lobby knows no such id with this password, or no such token; or whoever asks may not do this.",
            true),
    LOGIN_AGAIN(
            401,
            false,
            "The lobby's token is not good at the address that it comes from, or was not used for too long to be refreshed: log in.",
            true),
    REFRESH_REQUIRED(
            401,
            false,
            "The lobby's token was not used for ten minutes, or was given out by another endpoint of the lobby: refresh it.",
            true),
    REFRESHED_ALREADY(
            409, false, "The lobby's token was refreshed a moment ago: use the one that came of it, or log in.", true),
    STALE_VERSION(
            409,
            false,
            "The player's fields have another version than the one that was to be replaced; nothing changed."),
    UNKNOWN_ACCOUNT(404, false, "There is no account of that id."),
    ACCOUNT_EXISTS(409, false, "There is another account of that id."),
    TOO_MANY_ATTEMPTS(
            429,
            true,
            "This account, address or network has failed too often, or asks too often; `retryAfterMillis` is how long to wait."),
    UNKNOWN_START(
            404,
            false,
            "The player has no such start, or it is over: its time has passed, its server is gone, or its match has ended."),
    KEY_REUSED(422, false, "This `Idempotency-Key` belongs to a start that asked for something else."),
    SUPERSEDED(409, false, "The player has started with another `Idempotency-Key` since, which counts."),
    ALREADY_PLAYING(409, false, "Somebody has come to play with this start; to leave is the play server's affair."),
    LINE_FULL(503, true, "As many players wait for a seat as may, or their wishes are too many different ones."),
    UNKNOWN_PLAY_TOKEN(404, false, "Nobody was given this play token, or the start that it was for is over."),
    PLAY_TOKEN_USED(409, false, "Somebody has come with this play token already."),
    PLAY_TOKEN_EXPIRED(410, false, "Nobody came with this play token in time; the seat is not its own any more."),
    WRONG_SERVER(409, false, "This play token is for another play server."),
    UNKNOWN_MATCH(404, false, "Nobody plays a match of that id."),
    OBSERVER_QUOTA(
            409,
            false,
            "All observers that the match, or the node, may have are full: ask again when spectators have left."),
    UNKNOWN_ORDER(
            404,
            false,
            "The play server was not asked for that observer, or it was answered already, or its time is over."),
    NO_OBSERVER(503, true, "No observer of the match could be started; `detail` says why, and the match goes on."),
    UNKNOWN_RELEASE(404, false, "There is no release of that version."),
    UNKNOWN_FILE(404, false, "This node does not have the bytes of that hash."),
    RELEASE_EXISTS(409, false, "There is a release of that version with other files."),
    RELEASE_IS_CURRENT(409, false, "The current release cannot be deleted."),
    INVALID_RELEASE(422, false, "What was to be published is no release; `detail` says why, and nothing is stored."),
    RELEASE_TOO_LARGE(
            413,
            false,
            "The release has too many files or bytes, or there are too many releases; `detail` names the bound."),
    FOLDER_NOT_ALLOWED(403, false, "Folders are published from below one place only, which `detail` names."),
    NOT_LEADING(
            307,
            true,
            "Another node leads, and chooses: `Location` and, as its URL, `leader`. If it does not answer, ask here again after `Retry-After`."),
    NO_STORAGE(
            503,
            true,
            "No storage worker has the current release and takes more clients now; `version` is what it is."),
    NOT_READY(503, true, "No node leads now, or this one cannot be sure of it."),
    NO_SCHEDULER(503, true, "No worker of that purpose ever joined."),
    FULL(503, true, "There are workers, but none is available."),
    NO_MATCH(503, true, "No available worker serves the preference, or the strategy refused them all."),
    NO_PLUGIN(503, true, "The scheduler, matcher or strategy that configuration names is not installed."),
    BUSY(503, true, "Too much is under way."),
    TIMED_OUT(503, true, "No answer came within the bound."),
    JOBS_UNAVAILABLE(503, true, "ZooKeeper does not answer, so that recovery jobs can neither be read nor changed."),
    STORE_UNAVAILABLE(503, true, "The database does not answer."),
    BACKUP_FAILED(503, true, "The backup could not be written; nothing changed."),
    RESTORE_FAILED(400, false, "The backup could not be read: damaged, or of a newer version; nothing changed."),
    JAR_NOT_WRITTEN(503, true, "The folder of plug-ins cannot be written; nothing changed."),
    STARTING(503, true, "The node is starting, or a part of it is being replaced."),
    INTERNAL(500, false, "A fault of Patchbay; the log of the node tells more.");

    private static final String TYPE = "application/problem+json";

    private final int status;
    private final boolean retryable;
    private final String meaning;
    private final boolean literal;

    ProblemCode(int status, boolean retryable, String meaning) {
        this(status, retryable, meaning, false);
    }

    /** @param literal whether the code is the constant's name, as the clients of a lobby know these words */
    ProblemCode(int status, boolean retryable, String meaning, boolean literal) {
        this.literal = literal;
        this.status = status;
        this.retryable = retryable;
        this.meaning = meaning;
    }

    /** Further members of the details. */
    public interface More {
        void to(JsonGenerator json) throws IOException;
    }

    /** The code of a refused placement. */
    static ProblemCode of(RefusalCode refusal) {
        return switch (refusal) {
            case NOT_READY -> NOT_READY;
            case NO_SCHEDULER -> NO_SCHEDULER;
            case FULL -> FULL;
            case NO_MATCH -> NO_MATCH;
            case NO_PLUGIN -> NO_PLUGIN;
            case BUSY -> BUSY;
        };
    }

    /**
     * The code of a command that a recovery job refused.
     *
     * @param code as in {@link io.patchbay.api.recovery.Commanded.Refused}
     */
    public static ProblemCode ofRefusedCommand(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElse(WRONG_STATE);
    }

    /** As it stands in the details, for example {@code no-such-task}, or {@code ACCESS_DENIED} of the lobby. */
    public String code() {
        return literal ? name() : words();
    }

    private String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    /** Whether the same request may succeed later; such an answer carries {@code Retry-After}. */
    public boolean retryable() {
        return retryable;
    }

    /** When it comes, for the reader of the documentation. */
    public String meaning() {
        return meaning;
    }

    /** The answer with a sentence on this case. */
    public Answer answer(String detail) {
        return answer(detail, json -> {});
    }

    /** The answer with further members of the details. */
    public Answer answer(String detail, More more) {
        Answer answer = Answer.of(status, TYPE, JsonText.object(json -> {
            json.writeStringField("type", "urn:patchbay:" + code());
            json.writeStringField(
                    "title", name().charAt(0) + words().substring(1).replace('-', ' '));
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeStringField("code", code());
            json.writeBooleanField("retryable", retryable);
            more.to(json);
        }));
        return retryable ? answer.retryable() : answer;
    }

    /** To be thrown: ends the request. */
    public Refusal refusal(String detail) {
        return new Refusal(answer(detail));
    }
}
