package io.patchbay.recovery.capture;

import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ids under which a plan has what the cloud calls otherwise: a keypair's name and a flavor's id may hold anything. Confined to one
 * thread.
 */
final class PlanIds {
    private static final int ROOM_FOR_NUMBER = 8;

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * The same for the same, and different for all others.
     *
     * @param cloudId what it is
     * @param wish what the id should look like
     */
    String of(String cloudId, String wish) {
        return given.computeIfAbsent(cloudId, first -> free(wish));
    }

    private String free(String wish) {
        String sound = sound(wish.substring(0, Math.min(wish.length(), RecoveryPlan.MAX_ID - ROOM_FOR_NUMBER)));
        String free = sound;
        for (int number = 2; !taken.add(free); number++) {
            free = sound + "-" + number;
        }
        return free;
    }

    /** An identifier that looks like a text. */
    static String sound(String text) {
        return Identifier.isValid(text) ? text : "i" + text.replaceAll("[^0-9a-zA-Z_.:@-]", "-");
    }
}
