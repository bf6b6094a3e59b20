package io.patchbay.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** The way of a game's client: update, login, a seat on a play server, a match, and one who watches it. Confined to the demo's thread. */
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
    private ServerProcess storage;
    private LobbyApi admin;
    private LobbyApi workers;
    private LobbyApi alice;
    private LobbyApi bob;
    private LobbyApi carol;
    private Seats seats;
    private Orders orders;
    private JSONObject aliceSeat;
    private JSONObject bobSeat;
    private PlaySocket first;
    private PlaySocket second;
    private int moved;

    LobbySteps(Stage stage, ServerSteps servers) {
        this.stage = stage;
        this.servers = servers;
    }

    /** Starts a storage node that is ready by the time that it is needed. */
    void startStorage() throws IOException {
        storage = ServerProcess.startStorage(
                stage.home(), stage.folder(), stage.folder().resolve("storage"), servers.server(), servers.url());
        stage.atEnd(storage::terminate);
    }

    String publish() throws IOException, StepFailedException, InterruptedException {
        JSONObject credentials = servers.server().credentials();
        admin = new LobbyApi(
                stage.http(), servers.url(), credentials.getJSONObject("admin").getString("token"));
        workers = admin.by(credentials.getJSONObject("worker").getString("token"));
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
        for (String player : List.of("alice", "bob", "carol")) {
            admin.post("/accounts", login(player, PASSWORD)).good();
        }
        String refused = admin.post("/login", login("alice", "another horse")).code();
        alice = admin.by(tokenOf("alice", stage.isBroken("login") ? "another horse" : PASSWORD));
        bob = admin.by(tokenOf("bob", PASSWORD));
        carol = admin.by(tokenOf("carol", PASSWORD));
        JSONObject me = alice.get("/me").good();
        if (!refused.equals("ACCESS_DENIED") || !me.getString("account").equals("alice")) {
            throw new StepFailedException("the wrong password: " + refused + ", and alice is " + me);
        }
        return "alice, bob and carol sign up; a wrong password: " + refused
                + "; the right one: a token, and by it GET /lobby/v1/me: " + me.getString("account") + ", level "
                + me.getInt("level");
    }

    String takeSeats() throws IOException, StepFailedException, InterruptedException {
        seats = new Seats(workers, SERVER);
        PlayServer server = new PlayServer(MATCH, seats);
        stage.atEnd(server::close);
        seats.join(MODE, server.port());
        orders = new Orders(workers, SERVER, server);
        stage.atEnd(orders::close);
        aliceSeat = seat(alice, stage.isBroken("seats") ? "chess" : MODE);
        bobSeat = seat(bob, MODE);
        return "POST /lobby/v1/start: a seat for alice and one for bob on the play server "
                + aliceSeat.getString("endpoint") + ", and a token for each";
    }

    String beginMatch() throws IOException, StepFailedException, InterruptedException {
        String aliceToken = aliceSeat.getString("playToken");
        first = connect("alice", aliceSeat);
        second = connect("bob", bobSeat);
        enter(first, aliceToken);
        PlaySocket third = connect("mallory", aliceSeat);
        third.say(token(aliceToken));
        String refused = third.next().optString("error");
        enter(second, stage.isBroken("match") ? aliceToken : bobSeat.getString("playToken"));
        seats.pickUp();
        toldBoth();
        JSONObject state = play(MOVES.subList(0, 2));
        int taken = seats.taken();
        if (!refused.equals("play-token-used") || taken != 2) {
            throw new StepFailedException("a used token: “" + refused + "”, and " + taken + " seats are taken");
        }
        return "each token lets in once, then: “" + refused + "”; after two moves there are " + state.getInt("left")
                + " of ten sticks left";
    }

    String watchMatch() throws IOException, StepFailedException, InterruptedException {
        String match = stage.isBroken("watch") ? "another-match" : MATCH;
        JSONObject seen = carol.getOnceReady("/matches/" + match + "/observer").good();
        PlaySocket watcher = connect("carol", seen);
        watcher.say(new JSONObject().put("ticket", seen.getString("ticket")));
        watcher.next();
        JSONObject end = play(MOVES.subList(2, MOVES.size()));
        seats.layDown();
        JSONObject last = watcher.next();
        while (!last.getBoolean("over")) {
            last = watcher.next();
        }
        int taken = seats.taken();
        orders.close();
        seats.leave();
        if (!last.similar(end) || !end.getString("winner").equals("alice") || taken != 0) {
            throw new StepFailedException("carol saw " + last + ", the players " + end + "; " + taken + " seats taken");
        }
        return "GET /lobby/v1/matches/" + MATCH + "/observer by carol: a process is started, "
                + seen.getString("endpoint") + ", and she sees alice win; the seats are free again";
    }

    /** Moves in turn; @return what both were told at last */
    private JSONObject play(List<Integer> moves) throws StepFailedException, InterruptedException {
        JSONObject state = new JSONObject();
        for (int count : moves) {
            PlaySocket mover = moved++ % 2 == 0 ? first : second;
            mover.say(new JSONObject().put("take", count));
            state = toldBoth();
        }
        return state;
    }

    private JSONObject toldBoth() throws StepFailedException, InterruptedException {
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
        PlaySocket socket = PlaySocket.connect(stage.http(), name, seat.getString("endpoint"));
        stage.atEnd(socket::close);
        return socket;
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
