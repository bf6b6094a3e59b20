package io.patchbay.portal.internal.engineio;

import java.util.Optional;

/**
 * What a request's method and query say.
 *
 * @param method the HTTP method
 * @param revision what {@code EIO} of the query names; empty if it names none that there is
 * @param transport {@code transport} of the query; empty text if absent
 * @param sid {@code sid} of the query
 * @param upgrade whether it asks to become a WebSocket
 */
public record EngineRequest(
        String method, Optional<EngineRevision> revision, String transport, Optional<String> sid, boolean upgrade) {}
