package io.patchbay.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** The way of a game's client: update, login, a seat on a play server, and a match. Confined to the demo's thread. */
final class LobbySteps {
    private static final String MODE = "sticks";
    private static final String SERVER = "sticks-1";
    private static final String MATCH = "first-match";
    private static final String PASSWORD = "correct horse";
    private static final Map<String, String> GAME =
            Map.of("rules.txt", "Take 1 to 3; the last one wins.", "board.txt", "||||||||||", "theme.txt", "meadow");
    /** Whoever leaves a multiple of four has won in the end. */
    private static final List<Integer> MOVES = List.of(2, 1, 3, 2, 2);

    private final Stage stage;
    private final ServerSteps servers;
    private LobbyApi admin;
    private LobbyApi workers;
    private LobbyApi alice;
    private LobbyApi bob;
    private Seats seats;
    private JSONObject aliceSeat;
    private JSONObject bobSeat;

    LobbySteps(Stage stage, ServerSteps servers) {
        this.stage = stage;
        this.servers = servers;
    }

    String publish() throws IOException, StepFailedException, InterruptedException {
        JSONObject credentials = servers.server().credentials();
        admin = new LobbyApi(
                stage.http(), servers.url(), credentials.getJSONObject("admin").getString("token"));
        workers = admin.by(credentials.getJSONObject("worker").getString("token"));
        ServerProcess storage = ServerProcess.startStorage(
                stage.home(), stage.folder(), stage.folder().resolve("storage"), servers.server(), servers.url());
        stage.atEnd(storage::terminate);
        Path game = Files.createDirectories(servers.server().data().resolve("publish/game"));
        for (Map.Entry<String, String> file : GAME.entrySet()) {
            Files.writeString(game.resolve(file.getKey()), file.getValue());
        }
        String folder = stage.isBroken("release")
                ? "no such folder"
                : game.getFileName().toString();
        admin.postOnceReady("/releases", new JSONObject().put("version", "1.0").put("folder", folder))
                .good();
        return "POST /lobby/v1/releases: 1.0 with " + GAME.size() + " files, signed; a storage node, "
                + storage.awaitReady() + ", fetches them";
    }

    String update() throws IOException, StepFailedException, InterruptedException, GeneralSecurityException {
        String key = admin.get("/releases/key").good().getString("publicKey");
        JSONObject update = admin.getOnceReady("/update?version=").good();
        Map<String, String> fetched = new Resources(stage.http(), key).fetch(update);
        if (!fetched.equals(GAME)) {
            throw new StepFailedException("a client fetched " + fetched);
        }
        String version = stage.isBroken("update") ? "0.9" : "1.0";
        String again = admin.get("/update?version=" + version).good().getString("result");
        if (!again.equals("noUpdate")) {
            throw new StepFailedException("whoever has it is told: " + again);
        }
        return "GET /lobby/v1/update: who has nothing fetches " + fetched.size()
                + " files, signature and hashes are right; who has 1.0 is told " + again;
    }

    String logIn() throws IOException, StepFailedException, InterruptedException {
        for (String player : List.of("alice", "bob")) {
            admin.post("/accounts", login(player, PASSWORD)).good();
        }
        String refused = admin.post("/login", login("alice", "another horse")).code();
        alice = admin.by(tokenOf("alice", stage.isBroken("login") ? "another horse" : PASSWORD));
        bob = admin.by(tokenOf("bob", PASSWORD));
        JSONObject me = alice.get("/me").good();
        if (!refused.equals("ACCESS_DENIED") || !me.getString("account").equals("alice")) {
            throw new StepFailedException("the wrong password: " + refused + ", and alice is " + me);
        }
        return "alice and bob sign up; a wrong password: " + refused
                + "; the right one: a token, and by it GET /lobby/v1/me: " + me.getString("account") + ", level "
                + me.getInt("level");
    }

    String takeSeats() throws IOException, StepFailedException, InterruptedException {
        seats = new Seats(workers, SERVER);
        PlayServer server = new PlayServer(MATCH, seats);
        stage.atEnd(server::close);
        seats.join(MODE, server.port());
        aliceSeat = seat(alice, stage.isBroken("seats") ? "chess" : MODE);
        bobSeat = seat(bob, MODE);
        return "POST /lobby/v1/start: a seat for alice and one for bob on the play server "
                + aliceSeat.getString("endpoint") + ", and a token for each";
    }

    String playMatch() throws IOException, StepFailedException, InterruptedException {
        String aliceToken = aliceSeat.getString("playToken");
        try (PlaySocket first = connect("alice", aliceSeat);
                PlaySocket second = connect("bob", bobSeat);
                PlaySocket third = connect("mallory", aliceSeat)) {
            enter(first, aliceToken);
            third.say(token(aliceToken));
            String refused = third.next().optString("error");
            enter(second, stage.isBroken("match") ? aliceToken : bobSeat.getString("playToken"));
            seats.pickUp();
            JSONObject end = play(first, second);
            int taken = seats.taken();
            seats.layDown();
            if (!refused.equals("play-token-used") || !end.getString("winner").equals("alice") || taken != 2) {
                throw new StepFailedException("a used token: " + refused + "; " + taken + " seats taken; " + end);
            }
            int left = seats.taken();
            seats.leave();
            if (left != 0) {
                throw new StepFailedException("after the match " + left + " seats are taken");
            }
            return "each token lets in once, then: “" + refused + "”; alice wins after " + MOVES.size()
                    + " moves, and the seats are free again";
        }
    }

    /** Plays to the end; @return what both were told at last */
    private static JSONObject play(PlaySocket first, PlaySocket second)
            throws StepFailedException, InterruptedException {
        JSONObject state = toldBoth(first, second);
        for (int move = 0; move < MOVES.size(); move++) {
            PlaySocket mover = move % 2 == 0 ? first : second;
            mover.say(new JSONObject().put("take", MOVES.get(move)));
            state = toldBoth(first, second);
        }
        return state;
    }

    private static JSONObject toldBoth(PlaySocket first, PlaySocket second)
            throws StepFailedException, InterruptedException {
        JSONObject one = first.next();
        JSONObject other = second.next();
        if (!one.similar(other)) {
            throw new StepFailedException("one is told " + one + ", the other " + other);
        }
        return one;
    }

    private static void enter(PlaySocket player, String playToken) throws StepFailedException, InterruptedException {
        player.say(token(playToken));
        JSONObject answer = player.next();
        if (!answer.has("welcome")) {
            throw new StepFailedException("a player is answered " + answer);
        }
    }

    private static JSONObject token(String playToken) {
        return new JSONObject().put("playToken", playToken);
    }

    private PlaySocket connect(String name, JSONObject seat) throws StepFailedException {
        return PlaySocket.connect(stage.http(), name, seat.getString("endpoint"));
    }

    private static JSONObject seat(LobbyApi player, String mode)
            throws IOException, StepFailedException, InterruptedException {
        JSONObject seat = player.start(mode, "demo").good();
        if (!seat.getString("state").equals("reserved")) {
            throw new StepFailedException("a start is answered " + seat);
        }
        return seat;
    }

    private static JSONObject login(String player, String password) {
        return new JSONObject().put("id", player).put("password", password);
    }

    private String tokenOf(String player, String password)
            throws IOException, StepFailedException, InterruptedException {
        return admin.post("/login", login(player, password)).good().getString("token");
    }
}
