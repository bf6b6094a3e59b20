package io.patchbay.support.protocol;

import io.patchbay.api.Attributes;
import java.util.Map;
import java.util.Optional;

/** How a version describes media: the one thing in which 1.0, 1.1 and 1.2 differ. Immutable. */
public interface MediaDialect {
    /** A stream of version 1.2 in this version. */
    Map<String, Object> stream(Attributes stream);

    /**
     * Reads what is to be published.
     *
     * @param id of the stream to be
     * @return a description as {@link io.patchbay.api.rooms.MediaRequest.Publish} states it
     */
    Attributes publication(Optional<Object> request, String id) throws InvalidRequestException;

    /**
     * Reads what is to be subscribed to.
     *
     * @param id of the subscription to be
     * @return a description as {@link io.patchbay.api.rooms.MediaRequest.Subscribe} states it
     */
    Attributes subscription(Optional<Object> request, String id) throws InvalidRequestException;

    /** What a progress is called that concerns a session on a transport. */
    String sessionProgress(String status);
}
