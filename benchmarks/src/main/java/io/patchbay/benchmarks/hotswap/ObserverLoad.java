package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.HttpExchanges.Response;
import io.patchbay.benchmarks.portal.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Spectators who ask for observers of matches, each time with another key. Some matches are played all the while, and keep their observer;
 * others end soon after they are seen, and are followed by more, so that observers are started all the time. What is measured is how long
 * the router takes to name the observer, or to say that one is being started: how long that takes is Java's affair.
 */
final class ObserverLoad extends Load {
    /** How long an observer may take to start, on a machine that does much else. */
    static final long START_MILLIS = 90_000;

    private static final int LASTING = 3;
    private static final int BRIEF = 2; // at once: a process that starts takes a core for a moment
    private static final int PLAYERS = 12; // each has four seats at a match at most
    private static final int PER_SECOND = 40;
    private static final int CONNECTIONS = 16;
    private static final long LOOK_MILLIS = 100;
    private static final Duration BRIEFLY = Duration.ofSeconds(2);
    private static final Duration LONGEST_START = Duration.ofMillis(START_MILLIS);
    private static final long END_MILLIS = 120_000;
    private static final long EXIT_MILLIS = 15_000;

    private final SwapNode node;
    private final HttpExchanges requests;
    private final List<String> players; // their tokens
    private final MatchServer server;
    private final List<WatchedMatch> lasting = new ArrayList<>();
    private final List<WatchedMatch> brief = new ArrayList<>();
    private final List<WatchedMatch> ended = new ArrayList<>();
    private long number;
    private int beginning; // brief matches
    private boolean startedMeanwhile; // whether an observer was being started while the plug-in was replaced
    private boolean noMore;

    private ObserverLoad(SwapNode node, List<String> players) {
        super(node.loop());
        this.node = node;
        this.requests = node.requests(CONNECTIONS);
        this.players = players;
        this.server = new MatchServer(node, tally()::note);
    }

    /** Players log in, and matches begin. */
    static ObserverLoad begin(SwapNode node) throws IOException, InterruptedException {
        ObserverLoad load = new ObserverLoad(node, LobbyPlayers.logIn(node, PLAYERS));
        load.server.join();
        load.loop().execute(load::beginMatches);
        if (!load.await(END_MILLIS, () -> load.lasting.size() == LASTING)) {
            throw new IllegalStateException("there are no matches: "
                    + Asked.of(node.loop(), () -> load.tally().examples()));
        }
        return load;
    }

    private void beginMatches() {
        players.subList(0, LASTING).forEach(player -> server.begin(player, lasting::add));
        awaitLasting();
    }

    /** The brief ones begin after the others, or too many processes would start at once. */
    private void awaitLasting() {
        if (isWarm()) {
            players.subList(LASTING, LASTING + BRIEF).forEach(this::beginBrief);
            lookAfterBrief();
        } else {
            loop().after(LOOK_MILLIS, this::awaitLasting);
        }
    }

    @Override
    int rate(Size size) {
        return PER_SECOND;
    }

    /** All matches that last are seen. */
    @Override
    boolean isWarm() {
        return lasting.size() == LASTING
                && lasting.stream().allMatch(match -> match.seen().isPresent());
    }

    @Override
    void send(Tally.Request request) {
        long mine = ++number;
        List<WatchedMatch> asked = Stream.concat(
                        lasting.stream(), brief.stream().filter(match -> !isDone(match)))
                .toList();
        WatchedMatch match = asked.get((int) (mine % asked.size()));
        ask(match, mine, wrong -> wrong.ifPresentOrElse(request::fail, request::succeed));
    }

    /** @param verdict told what is wrong with the answer, if anything is */
    private void ask(WatchedMatch match, long seat, Consumer<Optional<String>> verdict) {
        String player = players.get((int) (seat / LASTING % players.size())); // each of them asks for each match
        Optional<String> before = match.observer();
        match.asked();
        requests.send(
                "GET",
                "/lobby/v1/matches/" + match.id() + "/observer?waitMillis=0",
                () -> LobbyPlayers.headers(player, LobbyPlayers.ADDRESS) + "Idempotency-Key: seat-" + seat + "\r\n",
                "",
                told -> {
                    match.answered();
                    verdict.accept(judge(match, before, told));
                });
    }

    /** @param before which observer of the match was known when the request was sent */
    private Optional<String> judge(WatchedMatch match, Optional<String> before, Response told) {
        if (told.status() == 202 && before.isEmpty()) {
            return Optional.empty();
        }
        if (told.status() != 200) {
            return Optional.of("a request for an observer of " + match.id() + ", of which there was "
                    + before.orElse("none") + ", was answered with " + told);
        }
        String observer = Json.string(told.body(), "observer");
        if (match.observer().isEmpty()) {
            match.watch(observer, watch(match, told.body()));
        }
        return match.observer()
                .filter(known -> !known.equals(observer))
                .map(known -> "match " + match.id() + " has " + observer + " instead of " + known);
    }

    private Spectator watch(WatchedMatch match, String seat) {
        return Spectator.watch(loop(), Json.string(seat, "endpoint"), Json.string(seat, "ticket"), why -> tally().drop(
                        "the spectator of " + match.id() + " was " + why));
    }

    /** Nobody asks for it any more. */
    private static boolean isDone(WatchedMatch match) {
        return match.seen().filter(seen -> seen.compareTo(BRIEFLY) >= 0).isPresent()
                || match.age().compareTo(LONGEST_START) >= 0;
    }

    /** Has those that have been seen end, and others follow. */
    private void lookAfterBrief() {
        for (WatchedMatch match : List.copyOf(brief)) {
            if (match.isLeft()) {
                brief.remove(match);
                ended.add(match);
                if (!noMore) {
                    beginBrief(match.player());
                }
            } else if (match.isQuiet() && !match.isOver()) {
                if (isDone(match)) {
                    end(match);
                } else if (noMore) { // nobody else asks any more, and it is to be seen like the others
                    ask(match, ++number, wrong -> wrong.ifPresent(tally()::note));
                }
            }
        }
        startedMeanwhile |= tally().isChanging()
                && brief.stream().anyMatch(match -> match.seen().isEmpty());
        if (!isOver()) {
            loop().after(LOOK_MILLIS, this::lookAfterBrief);
        }
    }

    private boolean isOver() {
        return noMore && brief.isEmpty() && beginning == 0;
    }

    private void end(WatchedMatch match) {
        if (match.seen().isEmpty()) {
            tally().note("match " + match.id() + " was never seen");
        }
        server.end(match);
    }

    private void beginBrief(String player) {
        beginning++;
        server.begin(player, match -> {
            beginning--;
            brief.add(match);
        });
    }

    /** Ends all matches, and looks what they leave. */
    @Override
    void inspect() throws IOException, InterruptedException {
        Asked.of(loop(), () -> noMore = true);
        boolean briefEnded = await(END_MILLIS, this::isOver);
        requireObservers(LASTING);
        Asked.of(loop(), () -> {
            lasting.forEach(this::end);
            return true;
        });
        boolean lastingEnded = await(END_MILLIS, () -> lasting.stream().allMatch(WatchedMatch::isLeft));
        requireObservers(0);
        boolean forgotten = Asked.until(
                EXIT_MILLIS, () -> node.api().page("/lobby/v1/observers").contains("\"observers\":[]"));
        require(briefEnded && lastingEnded, "an observer outlives its match");
        require(forgotten, "the lobby knows observers of matches that are over");
        require(Asked.of(loop(), () -> startedMeanwhile), "no observer was started meanwhile");
    }

    private void requireObservers(int count) throws InterruptedException {
        boolean right = Asked.until(EXIT_MILLIS, () -> node.observers() == count);
        require(right, node.observers() + " observers run where there should be " + count);
    }

    private void require(boolean so, String otherwise) throws InterruptedException {
        if (!so) {
            Asked.of(loop(), () -> {
                tally().note(otherwise);
                return true;
            });
        }
    }

    @Override
    long lost() {
        return all().mapToLong(WatchedMatch::lost).sum();
    }

    @Override
    long doubled() {
        return all().mapToLong(WatchedMatch::doubled).sum();
    }

    private Stream<WatchedMatch> all() {
        return Stream.of(lasting, brief, ended).flatMap(List::stream);
    }

    @Override
    void disperse() throws InterruptedException {
        server.quit();
    }
}
