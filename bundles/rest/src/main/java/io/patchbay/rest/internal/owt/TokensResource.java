package io.patchbay.rest.internal.owt;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonReader;
import io.patchbay.rest.internal.json.JsonText;
import io.patchbay.support.OrderedIds;
import io.patchbay.support.RandomIds;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/rooms/{room}/tokens}: finds a portal, keeps it reserved for as long as the token lives, and answers once the token would
 * survive a crash. Thread-safe; {@link #create} blocks on the room's look-up only.
 */
final class TokensResource {
    private static final Logger LOG = LoggerFactory.getLogger(TokensResource.class);
    private static final String PORTAL = "portal";
    private static final Attributes USUAL_PREFERENCE = Attributes.of("isp", "isp", "region", "region");
    private static final int MAX_USER_CHARACTERS = 1000;
    private static final int MAX_PREFERENCE_CHARACTERS = 4096;
    private static final int CODE_BYTES = 12;

    private final RoomsResource rooms;
    private final Placement placement;
    private final Tokens tokens;
    private final SigningKeys keys;
    private final OwtLimits limits;
    private final Supplier<Optional<Timelines>> timelines;
    private final Clock clock;
    private final OrderedIds ids;

    TokensResource(
            RoomsResource rooms,
            Placement placement,
            Tokens tokens,
            SigningKeys keys,
            OwtLimits limits,
            Supplier<Optional<Timelines>> timelines,
            Clock clock) {
        this.rooms = rooms;
        this.placement = placement;
        this.tokens = tokens;
        this.keys = keys;
        this.limits = limits;
        this.timelines = timelines;
        this.clock = clock;
        this.ids = new OrderedIds(clock);
    }

    /** Who asks for a token for whom, checked. */
    private record Order(String service, String room, String user, String role, Attributes preference) {}

    CompletionStage<Answer> create(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        Map<String, Object> body = Bodies.object(call);
        Order order = new Order(
                caller.service(),
                room.id(),
                named(caller.user(), body, "user"),
                named(caller.role(), body, "role"),
                preferenceOf(body));
        boolean good = !order.user().isEmpty()
                && order.user().length() <= MAX_USER_CHARACTERS
                && JsonReader.isStorable(order.user())
                && room.role(order.role()).isPresent();
        if (!good) {
            throw OwtError.BAD_REQUEST.refusal("Name or role not valid");
        }
        String code = RandomIds.hex(CODE_BYTES);
        long life = limits.tokenLifeMillis();
        ScheduleRequest request = new ScheduleRequest(
                PORTAL, code, Preference.of(order.preference()), life, new Origin(order.room(), order.service()));
        return placement.schedule(request).thenCompose(scheduled -> {
            if (scheduled instanceof Scheduled.Placed placed) {
                return issue(order, code, placed, life, call);
            }
            Scheduled.Refused refused = (Scheduled.Refused) scheduled;
            return CompletableFuture.completedFuture(
                    OwtError.UNAVAILABLE.answer("Failed to get portal: " + refused.message()));
        });
    }

    private CompletionStage<Answer> issue(Order order, String code, Scheduled.Placed portal, long life, Call call) {
        if (call.abandoned().getAsBoolean()) {
            release(code);
            return CompletableFuture.completedFuture(OwtError.UNAVAILABLE.answer("Operation timed out"));
        }
        long reserved = clock.millis();
        Endpoint endpoint = Endpoint.of(portal.info());
        NewToken token = new NewToken(
                ids.next(),
                code,
                order.service(),
                order.room(),
                order.user(),
                order.role(),
                order.preference(),
                endpoint.host(),
                endpoint.secure(),
                life);
        CompletionStage<Token> issued;
        try {
            issued = tokens.issue(token);
        } catch (RuntimeException failed) {
            release(code);
            throw failed;
        }
        return issued.handle((durable, failed) -> {
            if (failed != null) {
                release(code);
                throw failed instanceof CompletionException wrapped ? wrapped : new CompletionException(failed);
            }
            timelines.get().ifPresent(known -> known.issued(durable, portal.worker(), reserved));
            return Answer.html(text(durable));
        });
    }

    /** What the client gets: base64 of an object with its members in this order (owt-server 1.5). */
    private String text(Token token) {
        String signature = keys.sign(SigningKeys.Use.TOKEN, token.id() + "," + token.host() + ",undefined");
        return Base64.getEncoder().encodeToString(JsonText.object(json -> {
            json.writeStringField("tokenId", token.id());
            json.writeStringField("host", token.host());
            json.writeBooleanField("secure", token.secure());
            json.writeStringField("signature", signature);
        }));
    }

    private void release(String code) {
        placement.unschedule(PORTAL, code).whenComplete((released, failed) -> {
            if (failed != null) {
                LOG.warn("A portal stays reserved for a token that was not issued", failed);
            }
        });
    }

    /** What the signed header says, else what the body says; empty if neither does. */
    private static String named(Optional<String> signed, Map<String, Object> body, String name) {
        if (signed.isPresent() && !signed.get().isEmpty()) {
            return signed.get();
        }
        Optional<Object> given = Optional.ofNullable(body.get(name));
        if (given.isPresent() && !(given.get() instanceof String)) {
            throw new InvalidFieldException(name, "must be a string");
        }
        return (String) given.orElse("");
    }

    @SuppressWarnings("unchecked") // JsonReader makes string keys only
    private static Attributes preferenceOf(Map<String, Object> body) {
        Optional<Object> given = Optional.ofNullable(body.get("preference"));
        if (given.isEmpty()) {
            return USUAL_PREFERENCE;
        }
        if (!(given.get() instanceof Map<?, ?> members)) {
            throw new InvalidFieldException("preference", "must be an object");
        }
        for (String name : List.of("isp", "region")) {
            if (members.get(name) != null && !(members.get(name) instanceof String)) {
                throw new InvalidFieldException("preference." + name, "must be a string");
            }
        }
        if (members.toString().length() > MAX_PREFERENCE_CHARACTERS) {
            throw new InvalidFieldException(
                    "preference", "must be at most " + MAX_PREFERENCE_CHARACTERS + " characters long");
        }
        return new Attributes((Map<String, Object>) members);
    }
}
