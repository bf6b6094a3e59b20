package io.patchbay.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The steps of the demo in their order. Each looks from outside at what the server did, and fails if that is not what it should
 * have done. One can be sabotaged, to prove that it would be noticed. Confined to the demo's thread.
 */
final class MainJob {
    /** What can be sabotaged. */
    static final List<String> STEPS = List.of(
            "server",
            "service",
            "room",
            "tokens",
            "join",
            "meet",
            "text",
            "used token",
            "release",
            "update",
            "login",
            "seats",
            "match",
            "watch",
            "workers",
            "swap",
            "leave",
            "claim",
            "latch",
            "stop");

    private final ServerSteps servers;
    private final RoomSteps rooms;
    private final LobbySteps lobby;
    private final SwapSteps swap;
    private final RecoverySteps recovery;
    private final TrafficSteps traffic;

    MainJob(Stage stage) {
        servers = new ServerSteps(stage);
        rooms = new RoomSteps(stage, servers);
        lobby = new LobbySteps(stage, servers);
        swap = new SwapSteps(stage, servers);
        recovery = new RecoverySteps(stage);
        traffic = new TrafficSteps(stage, servers, rooms);
    }

    /** Plays all that comes before the end. */
    void play(Play play) {
        play.step("server", () -> {
            String seen = servers.start();
            lobby.startStorage();
            return seen;
        });
        play.step("service", rooms::createService);
        play.step("room", rooms::createRoom);
        play.step("tokens", rooms::createTokens);
        play.step("join", rooms::joinAlone);
        play.step("meet", rooms::meet);
        play.step("text", rooms::talk);
        play.step("used token", rooms::tryUsedToken);
        play.step("release", lobby::publish);
        play.step("update", lobby::update);
        play.step("login", lobby::logIn);
        play.step("seats", lobby::takeSeats);
        play.step("match", lobby::beginMatch);
        play.step("watch", lobby::watchMatch);
        play.step("workers", swap::startWorkers);
        play.step("swap", swap::swapStrategy);
        play.step("leave", rooms::leave);
        play.step("claim", recovery::recoverByClaim);
        play.step("latch", recovery::recoverByLatch);
    }

    /** Plays the end. */
    void playStop(Play play) {
        play.step("stop", servers::stop);
    }

    /** Plays what keeps a server busy that stays. */
    void playOn(Play play, PrintStream err) {
        play.step("traffic", () -> traffic.begin(err));
    }

    /** What to try on the server while it runs. */
    String whatNext() throws IOException {
        return servers.whatNext();
    }

    /** The end of the server's log. */
    String endOfLog() throws IOException {
        return servers.endOfLog();
    }
}
