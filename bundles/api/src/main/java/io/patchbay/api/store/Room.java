package io.patchbay.api.store;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A room as it is configured.
 *
 * @param id 24 hex digits
 * @param service id of the service that owns it
 * @param name what the owner calls it; need not be unique
 * @param settings every other member of the OWT room document with its defaults filled in: {@code participantLimit},
 *     {@code roles}, {@code views}, {@code notifying} and so on; neither {@code _id} nor {@code name}
 */
public record Room(String id, String service, String name, Attributes settings) {
    /** How many participants it takes; empty for no limit (OWT: -1, 0). */
    public Optional<Integer> participantLimit() {
        return settings.number("participantLimit").stream()
                .filter(limit -> limit > 0)
                .mapToObj(limit -> (int) limit)
                .findFirst();
    }

    /** How many publications there may be at once, 0 or more; empty for no limit (OWT: -1). */
    public OptionalInt inputLimit() {
        return settings.number("inputLimit").stream()
                .filter(limit -> limit >= 0)
                .mapToInt(limit -> (int) limit)
                .findFirst();
    }

    /** The role of that name as it is configured: {@code {role, publish:{audio,video}, subscribe:{audio,video}}}. */
    public Optional<Attributes> role(String name) {
        return objects("roles").stream()
                .filter(role -> role.text("role").filter(name::equals).isPresent())
                .findFirst();
    }

    /** The labels of its views, in order. */
    public List<String> views() {
        return objects("views").stream()
                .flatMap(view -> view.text("label").stream())
                .toList();
    }

    /** Whether participants are told who joins and leaves; true unless the room says otherwise. */
    public boolean announcesParticipants() {
        return settings.object("notifying")
                .flatMap(notifying -> notifying.flag("participantActivities"))
                .orElse(true);
    }

    @SuppressWarnings("unchecked") // Attributes let only string keys in
    private List<Attributes> objects(String key) {
        return settings.values().get(key) instanceof List<?> elements
                ? elements.stream()
                        .filter(Map.class::isInstance)
                        .map(element -> new Attributes((Map<String, Object>) element))
                        .toList()
                : List.of();
    }
}
