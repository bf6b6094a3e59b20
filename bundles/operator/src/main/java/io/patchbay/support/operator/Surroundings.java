package io.patchbay.support.operator;

import java.util.List;

/**
 * Where words are written: a terminal beside a node, or a shell inside it. Immutable.
 *
 * @param prefix what is written before a word: {@code patchbay } or {@code patchbay:}
 * @param options those that say which node is meant, each with a value; every word takes them
 * @param optionsHelp how the help shows them; empty if there are none
 * @param connector finds the node
 */
public record Surroundings(String prefix, List<String> options, String optionsHelp, Connector connector) {
    /** Copies the list. */
    public Surroundings {
        options = List.copyOf(options);
    }

    /** Finds the node that is meant. */
    @FunctionalInterface
    public interface Connector {
        /**
         * The node that the options mean; talks to no one yet.
         *
         * @throws UsageException if they mean none
         */
        NodeApi connect(Options options) throws UsageException;
    }
}
