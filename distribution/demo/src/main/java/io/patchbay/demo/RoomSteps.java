package io.patchbay.demo;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.json.JSONArray;
import org.json.JSONObject;

/** The main job: an application server gets tokens, and people meet in a room. Confined to the demo's thread. */
final class RoomSteps {
    private final Stage stage;
    private final ServerSteps servers;
    private OwtRest rest;
    private String room;
    private String aliceToken;
    private String bobToken;
    private Client alice;
    private Client bob;
    private String aliceId;
    private String bobId;

    RoomSteps(Stage stage, ServerSteps servers) {
        this.stage = stage;
        this.servers = servers;
    }

    /** The REST API in the name of the demo's service. */
    OwtRest rest() {
        return rest;
    }

    String createService() throws IOException, StepFailedException, InterruptedException {
        JSONObject first = servers.server().credentials().getJSONObject("service");
        OwtRest superService = new OwtRest(stage.http(), servers.url(), first.getString("id"), first.getString("key"));
        String key = UUID.randomUUID().toString();
        String id = superService.createService("demo", key);
        rest = new OwtRest(stage.http(), servers.url(), id, stage.isBroken("service") ? "another key" : key);
        String rooms = rest.listRooms();
        if (!rooms.equals("[]")) {
            throw new StepFailedException("a new service has rooms: " + rooms);
        }
        return "POST /services by the super service: service " + id + ", whose signature is taken";
    }

    String createRoom() throws IOException, StepFailedException, InterruptedException {
        room = rest.createRoom(stage.isBroken("room") ? "" : "demo room");
        return "POST /v1/rooms: room " + room;
    }

    String createTokens() throws IOException, StepFailedException, InterruptedException {
        aliceToken = rest.createToken(room, "alice", "presenter");
        bobToken = rest.createToken(room, "bob", stage.isBroken("tokens") ? "no such role" : "viewer");
        return "POST /v1/rooms/…/tokens: one for alice and one for bob, to be redeemed at "
                + OwtToken.portal(aliceToken);
    }

    String joinAlone() throws StepFailedException, InterruptedException {
        alice = connect("alice", aliceToken);
        JSONObject joined = alice.login(stage.isBroken("join") ? OwtToken.tamper(aliceToken) : aliceToken)
                .object();
        aliceId = joined.getString("id");
        JSONObject entered = joined.getJSONObject("room");
        List<String> users = Client.users(entered.getJSONArray("participants"));
        if (!entered.getString("id").equals(room) || !users.equals(List.of("alice"))) {
            throw new StepFailedException("alice came into " + entered);
        }
        return "alice logs in by socket.io, is " + joined.getString("role") + " in the room and sees " + users;
    }

    String meet() throws StepFailedException, InterruptedException {
        String token = stage.isBroken("meet") ? aliceToken : bobToken;
        bob = connect("bob", token);
        JSONObject joined = bob.login(token).object();
        bobId = joined.getString("id");
        JSONArray participants = joined.getJSONObject("room").getJSONArray("participants");
        List<String> users = Client.users(participants);
        if (!users.equals(List.of("alice", "bob"))) {
            throw new StepFailedException("bob sees " + users);
        }
        alice.await(
                "participant",
                event -> event.getString("action").equals("join")
                        && event.getJSONObject("data").getString("id").equals(bobId));
        return "bob logs in and sees " + users + "; alice is told that bob joined";
    }

    String talk() throws StepFailedException, InterruptedException {
        if (stage.isBroken("text")) {
            bob.logout();
        }
        String question = "who is there?";
        String answer = "me, bob";
        alice.text("all", question);
        JSONObject heard = bob.await("text", event -> event.getString("from").equals(aliceId));
        bob.text(aliceId, answer);
        JSONObject replied =
                alice.await("text", event -> event.getString("from").equals(bobId));
        if (!heard.getString("message").equals(question)
                || !replied.getString("message").equals(answer)
                || !replied.getString("to").equals("me")) {
            throw new StepFailedException("bob heard " + heard + ", alice heard " + replied);
        }
        return "alice to all: bob reads “" + question + "”; bob to alice: alice reads “" + answer + "”";
    }

    String tryUsedToken() throws IOException, StepFailedException, InterruptedException {
        String token = stage.isBroken("used token") ? rest.createToken(room, "mallory", "viewer") : aliceToken;
        try (Client mallory = Client.connect("mallory", token)) {
            Client.Answer answer = mallory.login(token);
            if (!answer.status().equals("error")) {
                throw new StepFailedException("mallory got in: " + answer.status());
            }
            return "a third client with alice's token: “" + answer.data() + "”, and disconnected: "
                    + mallory.awaitDisconnect();
        }
    }

    String leave() throws StepFailedException, InterruptedException {
        if (!stage.isBroken("leave")) {
            bob.logout();
        }
        alice.await(
                "participant",
                event -> event.getString("action").equals("leave")
                        && event.getString("data").equals(bobId));
        return "bob logs out; alice is told that bob left";
    }

    private Client connect(String name, String token) {
        Client client = Client.connect(name, token);
        stage.atEnd(client::close);
        return client;
    }
}
