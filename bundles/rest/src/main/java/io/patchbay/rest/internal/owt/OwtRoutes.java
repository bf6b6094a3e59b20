package io.patchbay.rest.internal.owt;

import io.patchbay.api.Attributes;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.Services;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Tokens;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.http.Route;
import io.patchbay.rest.internal.http.Router;
import io.patchbay.support.protocol.SplitStreams;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The paths of OWT's REST API. Immutable. */
public final class OwtRoutes {
    private static final List<String> VERSIONS = List.of("/v1", "/v1.1");
    private static final Set<String> SIGNED_METHODS = Set.of("GET", "POST", "DELETE", "PUT", "PATCH");

    private final SignedAccess access;
    private final ServicesResource services;
    private final RoomsResource rooms;
    private final TokensResource tokens;
    private final ParticipantsResource participants;
    private final StreamsResource streams;
    private final StreamsResource streamsOfVersion1;

    public OwtRoutes(
            SignedAccess access,
            Services services,
            Rooms rooms,
            Tokens tokens,
            SigningKeys keys,
            Placement placement,
            RoomControllers controllers,
            Credentials credentials,
            OwtLimits limits,
            Supplier<Optional<Timelines>> timelines,
            Clock clock) {
        this.access = access;
        this.services = new ServicesResource(services, controllers, credentials);
        this.rooms = new RoomsResource(rooms, controllers);
        this.tokens = new TokensResource(this.rooms, placement, tokens, keys, limits, timelines, clock);
        this.participants = new ParticipantsResource(this.rooms, controllers);
        this.streams = new StreamsResource(this.rooms, controllers, Attributes::values);
        this.streamsOfVersion1 = new StreamsResource(this.rooms, controllers, SplitStreams::withOriginals);
    }

    /** What is served. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(signed("POST", "/services", services::create));
        routes.add(signed("GET", "/services", services::list));
        routes.add(signed("GET", "/services/{service}", services::get));
        routes.add(signed("DELETE", "/services/{service}", services::delete));
        for (String version : VERSIONS) {
            String all = version + "/rooms";
            String one = all + "/{room}";
            routes.add(signed("POST", all, rooms::create));
            routes.add(signed("GET", all, rooms::list));
            routes.add(signed("GET", one, rooms::get));
            routes.add(signed("PUT", one, rooms::update));
            routes.add(signed("PATCH", one, rooms::patch));
            routes.add(signed("DELETE", one, rooms::delete));
            routes.add(signed("POST", one + "/tokens", tokens::create));
            routes.add(signed("GET", one + "/participants", participants::list));
            routes.add(signed("GET", one + "/participants/{participant}", participants::get));
            routes.add(signed("PATCH", one + "/participants/{participant}", participants::patch));
            routes.add(signed("DELETE", one + "/participants/{participant}", participants::drop));
            StreamsResource shown = version.equals("/v1") ? streamsOfVersion1 : streams;
            routes.add(signed("GET", one + "/streams", shown::list));
            routes.add(signed("GET", one + "/streams/{stream}", shown::get));
        }
        return routes;
    }

    /** Whether a path is one of OWT's that only a service may use. */
    public static boolean isSigned(List<String> segments) {
        if (segments.size() < 2) {
            return segments.equals(List.of("services"));
        }
        String area = segments.get(1);
        return switch (segments.get(0)) {
            case "services" -> true;
            case "v1" -> area.equals("rooms");
            case "v1.1" -> area.equals("rooms") || area.equals("stream-engine");
            default -> false;
        };
    }

    /**
     * What answers the rest: the caller is asked who it is first where that is asked of others, and whether the room is its own, so
     * that an error tells nothing to strangers.
     */
    public Route unmatched(String method, List<String> segments, Router.Found found, Dialect dialect) {
        Answer answer = found instanceof Router.Found.OtherMethods others && !SIGNED_METHODS.contains(method)
                ? dialect.methodNotAllowed(others.allowed())
                : dialect.notFound();
        if (!isSigned(segments) || !SIGNED_METHODS.contains(method)) {
            return Route.open(method, "", call -> CompletableFuture.completedFuture(answer));
        }
        boolean inRoom = segments.size() > 3 && segments.get(1).equals("rooms");
        return signed(method, "", (call, caller) -> {
            if (inRoom) {
                rooms.owned(segments.get(2), caller);
            }
            return CompletableFuture.completedFuture(answer);
        });
    }

    private Route signed(String method, String template, SignedAccess.SignedHandler handler) {
        return Route.open(method, template, access.signed(handler));
    }
}
