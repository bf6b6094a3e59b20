package io.patchbay.api.lobby;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings spectators to observers: workers of purpose {@code observer}, each of which relays one match or several, read-only. Where none
 * has room, the match's play server is asked to have one more started. Called by the HTTP API, on any thread; nothing here blocks.
 * Thread-safe. Stages complete normally, on any thread.
 *
 * <p>The truth about spectators' seats is the ledger of purpose {@code observer}, and about what runs the {@link ObserverLauncher}'s.
 */
@ProviderType
public interface Observers {
    /** The purpose of observers. */
    String PURPOSE = "observer";

    /** The member of a worker's capacity that lists the matches that it relays. */
    String MATCHES = "matches";

    /**
     * A player wants to see a match. Who asks with the same key for the same match gets the same seat as long as it is kept.
     *
     * @param player id of the account
     * @param key tells one wish of the player from another, at most {@value StartRequest#MAX_KEY_LENGTH} characters; empty if it has one only
     * @param waitMillis for how long at most to wait for an observer that has to be started, 0 to 60,000
     */
    CompletionStage<ObserverAnswer> observe(String player, String match, String key, long waitMillis);

    /**
     * What a play server is to have observed. It answers each order once, by {@link #supply} or {@link #decline}; one that it does not
     * answer comes again after some seconds, as its answer may have been lost.
     *
     * @param server id of the play server; of two questions of one server at once the first is answered with nothing
     * @param waitMillis for how long at most to wait for an order, 0 to 60,000
     * @return empty if this node does not lead, or cannot decide now: orders come from the node that leads
     */
    CompletionStage<Optional<List<ObserverOrder>>> orders(String server, long waitMillis);

    /** A play server says where an observer gets its match, which has one started; answered when that has joined, or after some seconds. */
    CompletionStage<SupplyAnswer> supply(ObserverOffer offer);

    /**
     * A play server has nothing to observe.
     *
     * @param reason for the operator, at most 200 characters
     */
    CompletionStage<DeclineOutcome> decline(String server, String order, String reason);

    /** The observers that were launched by this node and run, in order of id. */
    CompletionStage<List<ObserverStatus>> list();

    /** What came of a refusal. */
    enum DeclineOutcome {
        /** It is not asked again. */
        TAKEN,
        /** There is no such order of this server's, or its time is over. */
        UNKNOWN,
        /** This node does not lead, or cannot decide now. */
        NOT_READY
    }

    /** What came of an offer. */
    sealed interface SupplyAnswer {
        /**
         * An observer has been launched.
         *
         * @param observer its id
         * @param endpoint where spectators reach it; empty while it has not joined
         */
        record Launched(String observer, Optional<String> endpoint) implements SupplyAnswer {}

        /** There is no such order of this server's, or its time is over. */
        record Unknown() implements SupplyAnswer {}

        /** This node does not lead, or cannot decide now. */
        record NotReady() implements SupplyAnswer {}

        /**
         * None was launched.
         *
         * @param detail why
         */
        record Failed(String detail) implements SupplyAnswer {}
    }
}
