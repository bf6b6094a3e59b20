package io.patchbay.hotswap.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The switch of each name of each extension point, made when it is first asked for. Confined to the switchboard's thread. */
final class Switches {
    private final Surroundings surroundings;
    private final Function<Class<?>, String> kinds;
    private final Map<Key, PluginSwitch<?>> all = new HashMap<>();

    /** @param kinds how the extension point of a type is called */
    Switches(Surroundings surroundings, Function<Class<?>, String> kinds) {
        this.surroundings = surroundings;
        this.kinds = kinds;
    }

    private record Key(Class<?> type, String name) {}

    @SuppressWarnings("unchecked") // a switch is only ever stored under its own type
    <T> PluginSwitch<T> of(Class<T> type, String name) {
        return (PluginSwitch<T>) all.computeIfAbsent(
                new Key(type, name),
                unknown -> new PluginSwitch<>(type, new PluginKey(kinds.apply(type), name), surroundings));
    }

    /** Of one plug-in; none if nobody has asked for it. */
    List<PluginSwitch<?>> of(PluginKey plugin) {
        return all.values().stream().filter(place -> place.key().equals(plugin)).toList();
    }

    /** An extension point is offered. */
    void follow(Extension<?> extension) {
        all.values().stream()
                .filter(place -> place.type().equals(extension.type()))
                .forEach(place -> place.follow(extension));
    }

    List<Listing> listings() {
        all.values().removeIf(PluginSwitch::isUnused);
        return all.values().stream().flatMap(PluginSwitch::listings).toList();
    }

    /** Which names jars of different makers claim, or different jars in the same version, and which those are. */
    Map<String, String> claims() {
        Map<String, String> claims = new TreeMap<>();
        all.values().forEach(place -> Claims.of(place.candidates())
                .ifPresent(text -> claims.put(place.key().toString(), text)));
        return claims;
    }

    /** Empties every slot, at the end. */
    void shut() {
        all.values().forEach(PluginSwitch::shut);
    }
}
