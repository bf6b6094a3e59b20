package io.patchbay.lobby.internal.play;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.placement.Preference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What starts have in common that any server can serve equally well: where one of them gets no seats, none does. Immutable.
 *
 * @param mode of the game
 * @param preference what the matcher is asked, with the mode
 * @param seats how many
 */
record Kind(String mode, Preference preference, int seats) {
    private static final String MODE = "mode";

    static Kind of(StartRequest request) {
        Map<String, Object> wishes = new LinkedHashMap<>(request.preference().values());
        wishes.put(MODE, request.mode());
        return new Kind(request.mode(), Preference.of(new Attributes(wishes)), request.seats());
    }
}
