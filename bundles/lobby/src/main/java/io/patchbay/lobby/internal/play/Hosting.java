package io.patchbay.lobby.internal.play;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.lobby.internal.Endpoints;
import io.patchbay.support.RandomIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns from play servers who plays there, so that a node knows matches that were begun while another led. A server's word is not enough:
 * the ledger must have the start there. It may get to know that a moment later, when the server joins; until then, for some seconds, it is
 * asked again. Confined to the turn.
 */
final class Hosting {
    private static final int MOST_SERVERS = 10_000;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long AGAIN_MILLIS = 250;

    /** What a server has said, and for how long the ledger is asked about it. */
    private record Claim(List<HostedStart> starts, long untilMillis) {}

    private final PlayEngine engine;
    private final Map<String, Claim> claims = new HashMap<>(); // by server
    private long askedMillis;
    private int open; // questions to the ledger

    Hosting(PlayEngine engine) {
        this.engine = engine;
    }

    boolean isIdle() {
        return claims.isEmpty();
    }

    /** A server says who plays there, which counts instead of what it said before; @return false if too many have said something */
    boolean claim(String server, List<HostedStart> starts) {
        claims.remove(server);
        if (claims.size() >= MOST_SERVERS) {
            return false;
        }
        List<HostedStart> unknown = unknown(starts);
        if (!unknown.isEmpty()) {
            claims.put(server, new Claim(unknown, engine.now() + PATIENCE_MILLIS));
            ask(server, unknown);
        }
        return true;
    }

    void tick() {
        long now = engine.now();
        if (now - askedMillis < AGAIN_MILLIS || open > 0) {
            return; // the ledger has other things to do as well when a node comes to lead
        }
        askedMillis = now;
        claims.values()
                .removeIf(claim ->
                        now >= claim.untilMillis() || unknown(claim.starts()).isEmpty());
        Map.copyOf(claims).forEach((server, claim) -> ask(server, unknown(claim.starts())));
    }

    private List<HostedStart> unknown(List<HostedStart> starts) {
        return starts.stream()
                .filter(start -> !engine.starts().has(start.start()))
                .toList();
    }

    private void ask(String server, List<HostedStart> unknown) {
        for (HostedStart start : unknown) {
            open++;
            engine.then(engine.placement().task(PlayRouting.PURPOSE, start.start()), status -> {
                open--;
                status.ifPresent(known -> learn(server, start, known));
            });
        }
    }

    private void learn(String server, HostedStart hosted, TaskStatus status) {
        if (status instanceof TaskStatus.Found found
                && found.present()
                && found.worker().equals(server)
                && !engine.starts().has(hosted.start())) { // it may have been learnt while this was asked
            engine.learn(startOf(hosted, found));
        }
    }

    private Start startOf(HostedStart hosted, TaskStatus.Found found) {
        StartRequest request = new StartRequest(
                RandomIds.hex24(), hosted.mode(), Attributes.NONE, hosted.seats()); // nobody has its key
        Start start = engine.newStart(hosted.start(), hosted.player(), request, Kind.of(request));
        start.hosted(found.worker(), Endpoints.of(found.info()), hosted.match(), engine.now());
        return start;
    }
}
