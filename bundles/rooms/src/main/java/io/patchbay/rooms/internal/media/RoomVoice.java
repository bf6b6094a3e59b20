package io.patchbay.rooms.internal.media;

import io.patchbay.api.portal.Notification;
import java.util.concurrent.Executor;

/**
 * The room as its media see it; called in the room's turns, apart from {@link #turns}.
 *
 * <p>Implemented by the room's controller.
 */
public interface RoomVoice {
    /** Id of the room. */
    String id();

    /** Where the room's turns are taken. */
    Executor turns();

    /** Tells one participant. */
    void tell(String participant, Notification notification);

    /** Tells everyone. */
    void tellAll(Notification notification);
}
