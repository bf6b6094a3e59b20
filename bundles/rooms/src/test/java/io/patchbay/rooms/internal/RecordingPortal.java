package io.patchbay.rooms.internal;

import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.portal.Notification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A portal that remembers what it was told, for each participant. Confined to its test. */
final class RecordingPortal implements ConnectedClients {
    final List<String> dropped = new ArrayList<>();
    final List<List<String>> groups = new ArrayList<>();
    private final String id;
    private final Map<String, List<Notification>> told = new LinkedHashMap<>();
    private boolean broken;

    RecordingPortal(String id) {
        this.id = id;
    }

    void breakDown() {
        broken = true;
    }

    List<Notification> toldTo(String participant) {
        return told.getOrDefault(participant, List.of());
    }

    void forget() {
        told.clear();
        groups.clear();
    }

    @Override
    public String workerId() {
        return id;
    }

    @Override
    public void notify(List<String> participants, Notification notification) {
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        groups.add(participants);
        participants.forEach(participant ->
                told.computeIfAbsent(participant, unknown -> new ArrayList<>()).add(notification));
    }

    @Override
    public void drop(String participant) {
        dropped.add(participant);
    }
}
