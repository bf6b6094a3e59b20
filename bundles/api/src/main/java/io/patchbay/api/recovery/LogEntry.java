package io.patchbay.api.recovery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of a job's audit log: written in the same transaction as what it tells of, never changed. The entries of one node's
 * process form a chain, each with the hash of the one before; the log shows the chains of all, in the order of their
 * transactions.
 *
 * @param position where it stands in the log; text order is the log's order
 * @param at when, by the clock of the node
 * @param node which node wrote it
 * @param actor who wanted it: {@code migrator}, or the operator
 * @param code what happened, for example {@code create.network.success} or {@code job.running}; stable
 * @param task the task that it is about
 * @param attempt the attempt that it is about; 0 if none
 * @param epoch the claim that it is about
 * @param handler name and version of the handler
 * @param details a few words; may be empty
 * @param previous hash of the entry before in the chain, 64 hex digits; of the first 64 zeros
 * @param hash SHA-256 over {@code previous} and all the rest but {@code position}, 64 hex digits
 */
public record LogEntry(
        String position,
        Instant at,
        String node,
        String actor,
        String code,
        Optional<String> task,
        int attempt,
        OptionalLong epoch,
        Optional<String> handler,
        String details,
        String previous,
        String hash) {}
