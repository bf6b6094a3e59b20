package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.HttpExchanges.Response;
import io.patchbay.benchmarks.portal.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A play server with matches of one player each, who does nothing: it says where an observer gets them, and sees which do. Confined to the
 * loop's thread, apart from {@link #join} and {@link #quit}.
 */
final class MatchServer implements MatchSource.Host {
    private static final String ID = "matches";
    private static final String PLACE =
            "matches"; // a region of its own: the other workers of this purpose have no matches
    private static final int SEATS = 64;
    private static final int CONNECTIONS = 8;
    private static final long STATE_MILLIS = 100;
    private static final long REPORT_MILLIS = 500;
    private static final long WAIT_MILLIS = 5_000;
    private static final long AGAIN_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SwapNode node;
    private final Loop loop;
    private final HttpExchanges requests;
    private final HttpExchanges orders; // by themselves: the question for them is nearly always open
    private final MatchSource source;
    private final Consumer<String> trouble;
    private final Map<String, WatchedMatch> matches = new HashMap<>(); // by id
    private final Map<String, WatchedMatch> tickets = new HashMap<>(); // each good once
    private final List<String> pickedUp = new ArrayList<>();
    private final List<String> laidDown = new ArrayList<>();
    private long number;
    private boolean over;

    /** @param trouble told of whatever should not be */
    MatchServer(SwapNode node, Consumer<String> trouble) {
        this.node = node;
        this.loop = node.loop();
        this.requests = node.requests(CONNECTIONS);
        this.orders = node.requests(1);
        this.trouble = trouble;
        this.source = new MatchSource(this);
    }

    /** Joins with its seats. */
    void join() {
        node.api()
                .call(
                        "PUT",
                        "/workers/" + ID,
                        "{\"purpose\":\"play\",\"info\":{\"ip\":\"127.0.0.1\",\"port\":7000,\"maxLoad\":1,\"seats\":"
                                + SEATS + ",\"capacity\":{\"isps\":[],\"regions\":[\"" + PLACE
                                + "\"]}},\"load\":0,\"tasks\":[]}");
        loop.execute(() -> {
            report();
            tellStates();
            awaitOrders();
        });
    }

    /** Leaves. */
    void quit() throws InterruptedException {
        Asked.of(loop, () -> over = true);
        node.api().call("DELETE", "/workers/" + ID, "");
        source.close();
    }

    /** Gets a player a seat, and has it play. */
    void begin(String player, Consumer<WatchedMatch> begun) {
        String id = "watched-" + ++number;
        requests.send(
                "POST",
                "/lobby/v1/start",
                () -> LobbyPlayers.headers(player, LobbyPlayers.ADDRESS)
                        + "Content-Type: application/json\r\nIdempotency-Key: " + id + "\r\n",
                "{\"mode\":\"watched\",\"preference\":{\"region\":\"" + PLACE + "\"}}",
                told -> {
                    JsonNode start = read(told);
                    if (start.path("server").asText().equals(ID) && start.has("playToken")) {
                        redeem(new WatchedMatch(id, start.path("start").asText(), player), start, begun);
                    } else {
                        trouble.accept("a start was answered with " + told);
                    }
                });
    }

    private void redeem(WatchedMatch match, JsonNode start, Consumer<WatchedMatch> begun) {
        String body = "{\"worker\":\"" + ID + "\",\"token\":\""
                + start.path("playToken").asText() + "\",\"match\":\"" + match.id() + "\"}";
        requests.send("POST", "/lobby/v1/matches/redeem", node::headers, body, told -> {
            if (told.status() == 200) {
                matches.put(match.id(), match);
                pickedUp.add(match.start());
                begun.accept(match);
            } else {
                trouble.accept("a play token was answered with " + told);
            }
        });
    }

    /** The player goes, and with that the match is over. */
    void end(WatchedMatch match) {
        match.end();
        laidDown.add(match.start());
    }

    @Override
    public void arrived(MatchSource.Connection observer, String ticket) {
        loop.execute(() -> {
            WatchedMatch match = tickets.remove(ticket);
            if (match == null || match.isOver()) {
                trouble.accept("an observer came with a ticket that is not good, or no longer");
                observer.refuse();
            } else if (!match.arrive(observer)) {
                trouble.accept("match " + match.id() + " has got a second observer");
                observer.refuse();
            }
        });
    }

    @Override
    public void gone(MatchSource.Connection observer) {
        loop.execute(() -> matches.values().stream()
                .filter(match -> match.leave(observer))
                .forEach(match -> trouble.accept("match " + match.id() + " has lost its observer")));
    }

    private void tellStates() {
        matches.values().removeIf(WatchedMatch::isLeft);
        matches.values().forEach(WatchedMatch::tell);
        later(STATE_MILLIS, this::tellStates);
    }

    private void report() {
        String body = "{\"load\":0,\"pickedUp\":" + drain(pickedUp) + ",\"laidDown\":" + drain(laidDown) + "}";
        requests.send("POST", "/cluster/v1/workers/" + ID + "/report", node::headers, body, told -> {
            if (told.status() != 200) {
                trouble.accept("a report was answered with " + told);
            }
            later(REPORT_MILLIS, this::report);
        });
    }

    private static String drain(List<String> starts) {
        String list = starts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        boolean none = starts.isEmpty();
        starts.clear();
        return none ? "[]" : list;
    }

    private void awaitOrders() {
        String path = "/lobby/v1/matches/orders?worker=" + ID + "&waitMillis=" + WAIT_MILLIS;
        orders.send("GET", path, node::headers, "", told -> {
            if (over) {
                return;
            }
            if (told.status() == 200) {
                read(told).path("orders").forEach(this::supply);
                awaitOrders();
            } else {
                trouble.accept("the question for orders was answered with " + told);
                later(AGAIN_MILLIS, this::awaitOrders);
            }
        });
    }

    private void supply(JsonNode order) {
        String id = order.path("match").asText();
        WatchedMatch match = matches.get(id);
        if (match == null || match.isOver()) {
            trouble.accept("an observer is wanted of " + id + ", which is not played");
            return;
        }
        String ticket = "ticket-" + ++number;
        tickets.put(ticket, match);
        String body = "{\"worker\":\"" + ID + "\",\"request\":\""
                + order.path("request").asText() + "\",\"source\":\"" + source.url() + "\",\"ticket\":\"" + ticket
                + "\"}";
        requests.send("POST", "/lobby/v1/matches/" + id + "/observers", node::headers, body, told -> {
            if (told.status() != 200 && told.status() != 202) {
                trouble.accept("an observer of " + id + " was answered with " + told);
            }
        });
    }

    private void later(long millis, Runnable what) {
        loop.after(millis, () -> {
            if (!over) {
                what.run();
            }
        });
    }

    private static JsonNode read(Response told) {
        try {
            return JSON.readTree(told.body());
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode().put("unreadable", noJson.getOriginalMessage());
        }
    }
}
