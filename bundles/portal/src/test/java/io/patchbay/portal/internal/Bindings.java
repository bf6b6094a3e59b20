package io.patchbay.portal.internal;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Tokens;

/** Lets services come and go, as the container does. */
public final class Bindings {
    private Bindings() {}

    /** All of them come. */
    public static Neighbours all(Placement placement, Tokens tokens, SigningKeys keys, RoomControllers rooms) {
        Neighbours neighbours = new Neighbours();
        neighbours.bindPlacement(placement);
        neighbours.bindTokens(tokens);
        neighbours.bindKeys(keys);
        neighbours.bindControllers(rooms);
        return neighbours;
    }

    /** The placement goes. */
    public static void lose(Neighbours neighbours, Placement placement) {
        neighbours.unbindPlacement(placement);
    }

    /** The store goes. */
    public static void lose(Neighbours neighbours, Tokens tokens) {
        neighbours.unbindTokens(tokens);
    }

    /** The rooms go. */
    public static void lose(Neighbours neighbours, RoomControllers rooms) {
        neighbours.unbindControllers(rooms);
    }
}
