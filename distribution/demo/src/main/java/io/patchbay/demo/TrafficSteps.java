package io.patchbay.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.json.JSONObject;

/** Lets guests and workers come to a server that stays, so that there is something to see. Confined to the demo's thread. */
final class TrafficSteps {
    private static final long GUESTS_PAUSE_MILLIS = 400; // the whole costs under a fifth of a core
    private static final long AGENTS_PAUSE_MILLIS = 1_000;
    private static final String ROLE = "presenter";

    private final Stage stage;
    private final ServerSteps servers;
    private final RoomSteps rooms;

    TrafficSteps(Stage stage, ServerSteps servers, RoomSteps rooms) {
        this.stage = stage;
        this.servers = servers;
        this.rooms = rooms;
    }

    /** Begins what ends with the stage. */
    String begin(PrintStream err) throws IOException, StepFailedException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (String name : Guests.ROOMS) {
            ids.add(rooms.rest().createRoom(name));
        }
        Guests guests = new Guests(
                (name, room) -> Guest.enter(name, rooms.rest().createToken(ids.get(room), name, ROLE)), new Random());
        JSONObject credentials = servers.server().credentials();
        Agents agents = new Agents(
                new LobbyApi(
                        stage.http(),
                        servers.url(),
                        credentials.getJSONObject("worker").getString("token")),
                new ClusterApi(
                        stage.http(),
                        servers.url(),
                        credentials.getJSONObject("admin").getString("token")),
                Clock.systemUTC(),
                new Random());
        Traffic traffic = new Traffic(2, err);
        stage.atEnd(traffic::close);
        traffic.begin("guests", guests, GUESTS_PAUSE_MILLIS);
        traffic.begin("workers", agents, AGENTS_PAUSE_MILLIS);
        return "about " + Guests.USUALLY + " people come, talk, lose their connections, come back and leave in "
                + ids.size() + " rooms; " + Agents.count() + " more workers get tasks; under a fifth of a core";
    }
}
