package io.patchbay.rooms.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom to tell, portal by portal. Immutable: made when someone joins or leaves, not for every message.
 *
 * @param byPortal ids of participants in the order of joining, by the portal that holds them
 */
record Recipients(Map<String, List<String>> byPortal) {
    static final Recipients NOBODY = new Recipients(Map.of());

    static Recipients of(Collection<Member> members) {
        Map<String, List<String>> byPortal = new LinkedHashMap<>();
        for (Member member : members) {
            byPortal.computeIfAbsent(member.portal(), portal -> new ArrayList<>(members.size()))
                    .add(member.id());
        }
        byPortal.replaceAll((portal, participants) -> List.copyOf(participants));
        return new Recipients(byPortal);
    }
}
