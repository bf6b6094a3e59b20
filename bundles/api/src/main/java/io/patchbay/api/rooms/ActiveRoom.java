package io.patchbay.api.rooms;

import java.util.Optional;

/**
 * A room that has a controller.
 *
 * @param id of the room
 * @param name what its owner calls it, as the controller has last read it; chosen by others, so to be escaped where it is shown; empty
 *     until it has
 * @param service id of the service that owns it; empty until it has been read
 * @param participants how many are in it
 */
public record ActiveRoom(String id, Optional<String> name, Optional<String> service, int participants) {}
