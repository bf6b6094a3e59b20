package io.patchbay.api.lobby;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings players to play servers: reserves seats on one, or gives a place in the waiting line, and tells servers who comes. Called
 * by the HTTP API, on any thread; nothing here blocks. Thread-safe. Stages complete normally, on any thread.
 *
 * <p>The truth about seats is the ledger of purpose {@code play}; starts, tokens and the line are in the memory of the node that
 * leads, so that its crash costs players another start, and never a seat. Who plays, the next one learns from the play servers.
 */
@ProviderType
public interface PlayRouting {
    /** The purpose of play servers. */
    String PURPOSE = "play";

    /**
     * A player wants to play. Who asks with the same key for the same gets what the start has come to; another key gives up what
     * the player had before, as far as nobody has come to play. A key that was used before the player's latest start begins nothing
     * again while that start lives: whoever asks with it is told of the match that is played by it, or that it is superseded.
     *
     * @param player id of the account
     * @return never {@link StartState.Refused} with {@link StartRefusal#UNKNOWN}
     */
    CompletionStage<StartState> start(String player, StartRequest request);

    /**
     * What a start has come to; also the sign that whoever waits is still there.
     *
     * @param start id of the start
     * @param after answer only once the position is another one, or there is none any more; empty to answer at once
     * @param waitMillis for how long at most to wait for that, 0 to 60,000
     */
    CompletionStage<StartState> await(String player, String start, OptionalInt after, long waitMillis);

    /** A player gives a start up: the place in the line, or the seats, unless somebody has come to play. */
    CompletionStage<CancelOutcome> cancel(String player, String start);

    /**
     * A play server has been handed a token by a client.
     *
     * @param server id of the worker
     * @param match in which match it has the player play, an identifier; empty to call it as the start
     */
    CompletionStage<Redemption> redeem(String server, String token, Optional<String> match);

    /**
     * A play server says who plays there. A node that has come to lead since they came learns their matches so: those of them that the
     * ledger has on that server are known from then on, at once or within some seconds, when the server has joined. What is known already
     * stays as it is.
     *
     * @param server id of the worker
     * @param starts all that have players there, at most {@value HostedStart#MAX_NAMED}
     * @return completes when they are taken note of: with false if too much is under way, so that the server says it again
     */
    CompletionStage<Boolean> hosts(String server, List<HostedStart> starts);

    /**
     * Where a match is played; empty if nobody plays it here.
     *
     * @param match what its server calls it; of two servers that call theirs the same, the first
     */
    CompletionStage<Optional<PlayStatus.Match>> match(String match);

    /** What is played, and who waits. */
    CompletionStage<PlayStatus> status();
}
