package io.patchbay.api.lobby;

import java.util.List;

/** What a client is told. */
public sealed interface UpdateAnswer {
    /** There is no release yet. */
    record NoRelease() implements UpdateAnswer {}

    /** The client has the current release. */
    record Current(ReleaseStatus release) implements UpdateAnswer {}

    /**
     * The client is to come to the current release.
     *
     * @param delta what to fetch and delete
     * @param endpoints where to fetch, the best first, each once; at least one
     */
    record Outdated(Delta delta, List<Endpoint> endpoints) implements UpdateAnswer {
        /** @throws IllegalArgumentException if there is no endpoint */
        public Outdated {
            endpoints = List.copyOf(endpoints);
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("there must be an endpoint");
            }
        }
    }

    /**
     * The client is to come to the current release, but no storage worker has it and takes more clients now.
     *
     * @param release the current one
     */
    record NoStorage(ReleaseStatus release) implements UpdateAnswer {}

    /** The client is to come to the current release, but only the node that leads chooses storage workers. */
    record NotLeading() implements UpdateAnswer {}

    /**
     * A storage worker as clients reach it.
     *
     * @param worker its id
     * @param url {@code http(s)://HOST:PORT}, without a slash at its end
     */
    record Endpoint(String worker, String url) {}
}
