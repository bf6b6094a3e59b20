package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import io.patchbay.portal.internal.session.Endings.OfLogin;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.support.RandomIds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a client to get into its room (owt-server, 6.5). Whatever step it is cut at, nothing of it stays behind: neither
 * a participant in the room nor a claim on the token. Confined to the connection's turns.
 */
final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final long STORE_MILLIS = 3_000;
    private static final long PLACEMENT_MILLIS = 2_000; // owt-server, section 0, like the next
    private static final long JOIN_MILLIS = 6_000;
    private static final long RESERVE_MILLIS = 30_000;
    private static final long RESTART_MILLIS = 2_000; // what a node takes to come back, more or less
    private static final long FULL_MILLIS = 5_000;
    private static final String NO_STORE = "Tokens cannot be checked now, try again";
    static final String LEFT_EARLY = "Participant early left";
    private static final String OBJECT_ACK_VERSION = "1.2";

    private final PortalContext context;
    private final ClientConnection connection;
    private final ClientSocket socket;
    private final OptionalLong ackId;
    private final String claimant = RandomIds.hex(16);
    private Optional<Protocol> protocol = Optional.empty();
    private Optional<LoginRequest> request = Optional.empty();
    private Optional<Trace> trace = Optional.empty(); // once the token is known
    private boolean cut; // the connection is gone
    private boolean abandoned; // the client has logged out before it was in

    Login(PortalContext context, ClientConnection connection, ClientSocket socket, OptionalLong ackId) {
        this.context = context;
        this.connection = connection;
        this.socket = socket;
        this.ackId = ackId;
    }

    /** The version that the client speaks, once it is known. */
    Optional<Protocol> protocol() {
        return protocol;
    }

    /** The connection is gone. */
    void cut() {
        cut = true;
    }

    /** The client has changed its mind. */
    void abandon() {
        abandoned = true;
    }

    void start(Optional<Object> data) {
        request = LoginRequest.read(data);
        if (request.isEmpty()) {
            refuse(OfLogin.INVALID, "User agent info is incorrect");
            return;
        }
        Optional<Protocol> known = context.protocols().ofClient(request.get().protocol());
        if (known.isEmpty()) {
            refuseVersion(
                    request.get().protocol().isPresent()
                            ? "Unknown client protocol"
                            : "no protocol '" + Protocols.LEGACY + "' is installed");
            return;
        }
        if (request.get().protocol().isPresent() && request.get().sdkVersion().equals("3.5")) {
            refuse(OfLogin.VERSION, "Deprecated client version");
            return;
        }
        protocol = known;
        if (known.get().isInstalled()) {
            checkToken();
            return;
        }
        await(
                () -> known.get().whenInstalled(Slot.WAIT_WHEN_EMPTY),
                2 * Slot.WAIT_WHEN_EMPTY.toMillis(),
                answer -> {
                    if (answer.value().orElse(false)) {
                        checkToken();
                    } else {
                        refuseVersion(known.get().missingMessage());
                    }
                },
                late -> LOG.debug("A codec came too late for a login"));
    }

    private void checkToken() {
        Optional<SigningKeys> keys = context.neighbours().keys();
        Optional<Tokens> tokens = context.neighbours().tokens();
        if (isOver()) {
            refuse(OfLogin.LEFT, LEFT_EARLY);
        } else if (context.sessions().isClosing()) {
            refuse("Portal is going down, try again", RESTART_MILLIS);
        } else if (context.sessions().isFull()) {
            refuse("Portal is full, try again later", FULL_MILLIS);
        } else if (keys.isEmpty() || tokens.isEmpty()) {
            refuse(OfLogin.UNAVAILABLE, NO_STORE);
        } else {
            try {
                TokenText text = TokenText.read(request.orElseThrow().token(), keys.get());
                claim(text, tokens.get());
            } catch (TokenText.RefusedException refused) {
                refuse(OfLogin.INVALID, refused.getMessage());
            }
        }
    }

    private void claim(TokenText text, Tokens tokens) {
        await(
                () -> tokens.claim(text.id(), claimant, CLAIM),
                STORE_MILLIS,
                answer -> {
                    Optional<Claim> claim = answer.value();
                    if (claim.isEmpty()) {
                        refuse(OfLogin.UNAVAILABLE, NO_STORE);
                    } else if (claim.get() instanceof Claim.Claimed claimed) {
                        trace = Optional.of(context.sessions().traces().claimed(claimed.token()));
                        TokenHold hold = new TokenHold(claimed.token(), tokens, claimant);
                        if (text.agreesWith(claimed.token())) {
                            place(hold);
                        } else {
                            refuse(OfLogin.INVALID, hold, "Invalid token signature");
                        }
                    } else {
                        boolean expired = claim.get() instanceof Claim.Expired;
                        turnAway(
                                text,
                                expired ? OfLogin.EXPIRED : OfLogin.INVALID,
                                expired ? "Expired" : "Invalid token");
                    }
                },
                late -> {
                    if (late instanceof Claim.Claimed claimed) {
                        new TokenHold(claimed.token(), tokens, claimant).release();
                    }
                });
    }

    /** Not a word of it to whoever is in with that token. */
    private void turnAway(TokenText text, OfLogin end, String reason) {
        context.sessions().traces().ofToken(text.id()).ifPresent(known -> known.add(Kind.TURNED_AWAY, end, reason));
        refuse(end, reason);
    }

    private void place(TokenHold hold) {
        Optional<Placement> placement = context.neighbours().placement();
        if (isOver()) {
            giveUp(hold);
        } else if (placement.isEmpty()) {
            refuse(OfLogin.UNAVAILABLE, hold, "cluster manager is not ready.");
        } else {
            await(
                    () -> placement
                            .get()
                            .schedule(new ScheduleRequest(
                                    "conference",
                                    hold.token().room(),
                                    Preference.NONE,
                                    RESERVE_MILLIS,
                                    new Origin(hold.token().room(), hold.token().service()))),
                    PLACEMENT_MILLIS,
                    answer -> {
                        if (answer.value().isEmpty()) {
                            refuse(OfLogin.UNAVAILABLE, hold, answer.trouble("placement.schedule"));
                        } else if (answer.value().get() instanceof Scheduled.Refused refused) {
                            refuse(OfLogin.UNAVAILABLE, hold, refused.message());
                        } else {
                            enter(hold, ((Scheduled.Placed) answer.value().get()).worker());
                        }
                    },
                    late -> LOG.debug("A room was placed too late for a login"));
        }
    }

    private void enter(TokenHold hold, String worker) {
        Optional<RoomControllers> controllers = context.neighbours().controllers(worker);
        if (isOver()) {
            giveUp(hold);
            return;
        }
        trace.ifPresent(seen -> seen.add(Kind.PLACED, "", worker));
        if (controllers.isEmpty()) {
            refuse(OfLogin.UNAVAILABLE, hold, "Joining room failed");
            return;
        }
        Token token = hold.token();
        Session joining = new Session(
                new SessionFacts(
                        new Participant(socket.id(), token.user(), token.role()),
                        new Place(token.room(), token.service()),
                        controllers.get(),
                        token.code(),
                        protocol.orElseThrow(),
                        wantsObjectAck(),
                        token.origin()),
                trace.orElseThrow(),
                socket.form(),
                context.settings().now(),
                context.alarms(),
                context.sessions());
        if (!context.sessions().add(joining)) { // before the join, so that it misses nothing that comes after
            refuse(OfLogin.ROOM, hold, "Participant already in room");
            return;
        }
        await(
                () -> controllers
                        .get()
                        .join(
                                token.room(),
                                new Joining(
                                        joining.facts().participant(),
                                        context.sessions().workerId(),
                                        token.origin())),
                JOIN_MILLIS,
                answer -> onJoined(hold, joining, answer),
                late -> {
                    if (late instanceof JoinOutcome.Joined) {
                        context.sessions().leave(joining);
                    }
                });
    }

    private boolean wantsObjectAck() {
        return protocol.orElseThrow().name().equals(OBJECT_ACK_VERSION)
                && (request.orElseThrow().objectAck()
                        || context.settings().now().resumeAckIsObject());
    }

    private void onJoined(TokenHold hold, Session joining, Answer<JoinOutcome> answer) {
        answer.value().filter(JoinOutcome.Joined.class::isInstance).ifPresent(in -> joining.trace()
                .add(Kind.JOINED));
        if (answer.value().isEmpty()) {
            context.sessions().discard(joining);
            refuse(
                    OfLogin.UNAVAILABLE,
                    hold,
                    answer.trouble(joining.facts().controllers().workerId() + ".join"));
        } else if (answer.value().get() instanceof JoinOutcome.Refused refused) {
            context.sessions().discard(joining);
            if (refused.retryable()) {
                refuse(OfLogin.ROOM, hold, refused.reason());
            } else {
                hold.burn();
                refuse(OfLogin.ROOM, refused.reason());
            }
        } else if (isOver()) {
            context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
            giveUp(hold);
        } else {
            use(hold, joining, (JoinOutcome.Joined) answer.value().get());
        }
    }

    private void use(TokenHold hold, Session joining, JoinOutcome.Joined joined) {
        await(
                hold::use,
                STORE_MILLIS,
                answer -> {
                    if (answer.value().isEmpty()) {
                        context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
                        refuse(OfLogin.UNAVAILABLE, hold, NO_STORE);
                    } else if (!answer.value().get()) { // the claim had lapsed, and someone else has the token
                        context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
                        refuse(OfLogin.INVALID, "Invalid token");
                    } else if (isOver()) {
                        context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
                        giveUp(hold);
                    } else {
                        welcome(hold, joining, joined);
                    }
                },
                late -> {
                    if (late) {
                        hold.release();
                    }
                });
    }

    private void welcome(TokenHold hold, Session joining, JoinOutcome.Joined joined) {
        Optional<SigningKeys> keys = context.neighbours().keys();
        if (keys.isEmpty()) {
            context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
            refuse(OfLogin.UNAVAILABLE, hold, NO_STORE);
            return;
        }
        new Welcome(context, connection, socket, ackId, hold, joining, this::isOver, this::refuse)
                .begin(joined, keys.get());
    }

    private boolean isOver() {
        return cut || abandoned;
    }

    private void giveUp(TokenHold hold) {
        refuse(OfLogin.LEFT, hold, LEFT_EARLY);
    }

    private void refuse(OfLogin end, TokenHold hold, String reason) {
        hold.release();
        refuse(end, reason);
    }

    private void refuseVersion(String reason) {
        count(OfLogin.VERSION);
        if (!cut) {
            connection.onRefused(
                    ackId, reason, Map.of("supported", context.protocols().nameable()));
        }
    }

    private void refuse(String reason, long retryMillis) {
        count(OfLogin.BUSY);
        if (!cut) {
            connection.onRefused(ackId, reason, context.admission().spread(retryMillis));
        }
    }

    private void refuse(OfLogin end, String reason) {
        count(end);
        trace.ifPresent(seen -> seen.add(Kind.REFUSED, end, reason));
        if (!cut) {
            connection.onRefused(ackId, reason);
        }
    }

    private void count(OfLogin end) {
        context.endings().login(protocol, end);
    }

    private <T> void await(
            Supplier<CompletionStage<T>> operation, long millis, Consumer<Answer<T>> then, Consumer<T> late) {
        Answer.await(start(operation), millis, context.alarms(), socket.turns(), then, late);
    }

    private static <T> CompletionStage<T> start(Supplier<CompletionStage<T>> operation) {
        try {
            return operation.get();
        } catch (RuntimeException gone) { // a service that has just been stopped
            return CompletableFuture.failedStage(gone);
        }
    }
}
