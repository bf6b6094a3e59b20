package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.placement.ScheduleRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What configuration says, checked. Immutable.
 *
 * @param launcher name of the plug-in that starts observers
 * @param maxPerMatch how many observers one match may have
 * @param maxPerNode how many this node may have running
 * @param spectators how many each takes
 * @param timeToLiveMillis for how long each runs at most
 * @param reserveMillis for how long a seat is kept for a spectator that was given it
 * @param orderMillis within what time a play server says where an observer gets its match
 * @param launchMillis how long one call of the launcher may take, and how long a launch waits for its turn
 * @param joinMillis within what time an observer joins that was launched
 * @param launchesAtOnce how many are launched at once
 * @param launchesWaiting how many launches may wait for that; more are refused
 * @param nodes where observers join; empty: at this node
 */
record ObserverSettings(
        String launcher,
        int maxPerMatch,
        int maxPerNode,
        int spectators,
        long timeToLiveMillis,
        long reserveMillis,
        long orderMillis,
        long launchMillis,
        long joinMillis,
        int launchesAtOnce,
        int launchesWaiting,
        List<URI> nodes) {
    static final String PID = "io.patchbay.lobby.observers";

    private static final int MOST_NODES = 16;

    /** @throws IllegalArgumentException naming PID and key */
    ObserverSettings {
        if (launcher.isBlank()) {
            throw new IllegalArgumentException(PID + ": launcher must name an observer launcher");
        }
        within("maxPerMatch", maxPerMatch, 0, 1_000);
        within("maxPerNode", maxPerNode, 0, 10_000);
        within("spectators", spectators, 1, ObserverSpec.MAX_SEATS);
        within("timeToLiveMillis", timeToLiveMillis, 10_000, ScheduleRequest.MAX_RESERVE_MILLIS);
        within("reserveMillis", reserveMillis, 1_000, 600_000);
        within("orderMillis", orderMillis, 500, 60_000);
        within("launchMillis", launchMillis, 500, 120_000);
        within("joinMillis", joinMillis, 1_000, 300_000);
        within("launchesAtOnce", launchesAtOnce, 1, 16);
        within("launchesWaiting", launchesWaiting, 0, 10_000);
        nodes = List.copyOf(nodes);
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }

    static ObserverSettings of(ObserverComponent.Config config) {
        return new ObserverSettings(
                config.launcher(),
                config.maxPerMatch(),
                config.maxPerNode(),
                config.spectators(),
                config.timeToLiveMillis(),
                config.reserveMillis(),
                config.orderMillis(),
                config.launchMillis(),
                config.joinMillis(),
                config.launchesAtOnce(),
                config.launchesWaiting(),
                nodes(config.nodes()));
    }

    /** The same, where observers join at this node unless others are named. */
    ObserverSettings at(URI node) {
        return nodes.isEmpty()
                ? new ObserverSettings(
                        launcher,
                        maxPerMatch,
                        maxPerNode,
                        spectators,
                        timeToLiveMillis,
                        reserveMillis,
                        orderMillis,
                        launchMillis,
                        joinMillis,
                        launchesAtOnce,
                        launchesWaiting,
                        List.of(node))
                : this;
    }

    private static List<URI> nodes(String text) {
        List<URI> nodes = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String url = one.strip().replaceAll("/$", "");
            if (!url.matches("https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?")) {
                throw new IllegalArgumentException(PID
                        + ": nodes must be URLs like http://10.0.0.5:8080 with commas between them but was " + text);
            }
            nodes.add(URI.create(url));
        }
        if (nodes.size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    PID + ": nodes must be " + MOST_NODES + " at most but were " + nodes.size());
        }
        return nodes;
    }
}
