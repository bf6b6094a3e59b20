package io.patchbay.rooms.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a room, in the order of joining, and thus whom to tell. Confined to the room's serial executor, but for {@link
 * #visibleSize}.
 */
final class Crowd {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private Optional<Recipients> everyone = Optional.of(Recipients.NOBODY); // empty after a change
    private volatile int visibleSize; // of the members, for other threads

    Optional<Member> find(String id) {
        return Optional.ofNullable(members.get(id));
    }

    boolean has(String id) {
        return members.containsKey(id);
    }

    Collection<Member> all() {
        return members.values();
    }

    int size() {
        return members.size();
    }

    /** How many there are, from any thread. */
    int visibleSize() {
        return visibleSize;
    }

    /** Returns whether nobody of that id was in. */
    boolean add(Member member) {
        everyone = Optional.empty();
        boolean fresh = members.put(member.id(), member) == null;
        visibleSize = members.size();
        return fresh;
    }

    /** One of them is different from now on, but for id and portal. */
    void replace(Member member) {
        members.replace(member.id(), member);
    }

    Optional<Member> remove(String id) {
        Optional<Member> gone = Optional.ofNullable(members.remove(id));
        gone.ifPresent(member -> {
            everyone = Optional.empty();
            visibleSize = members.size();
        });
        return gone;
    }

    void clear() {
        members.clear();
        visibleSize = 0;
        everyone = Optional.of(Recipients.NOBODY);
    }

    Recipients everyone() {
        if (everyone.isEmpty()) {
            everyone = Optional.of(Recipients.of(members.values()));
        }
        return everyone.get();
    }

    Recipients othersThan(String id) {
        if (!members.containsKey(id)) {
            return everyone();
        }
        List<Member> others = members.values().stream()
                .filter(member -> !member.id().equals(id))
                .toList();
        return Recipients.of(others);
    }
}
