package io.patchbay.hotswap.internal;

import io.patchbay.api.Identifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** The versions that the operator chose, kept in {@code pins.json}. Thread-safe. */
final class Pins {
    private final JsonFile<Content> file;
    private final Map<String, Pin> pins = new ConcurrentSkipListMap<>();

    Pins(Path file) {
        this.file = new JsonFile<>(file, Content.class);
        this.file.read().ifPresent(content -> content.pins.forEach(pin -> pins.put(keyOf(pin.kind, pin.name), pin)));
    }

    /** One line of the file. */
    record Pin(String kind, String name, String version) {
        Pin {
            Identifier.require("kind", String.valueOf(kind));
            Identifier.require("name", String.valueOf(name));
            Identifier.require("version", String.valueOf(version));
        }
    }

    /** The file. */
    record Content(int format, List<Pin> pins) {
        Content {
            pins = pins == null ? List.of() : List.copyOf(pins);
        }
    }

    Optional<String> version(PluginKey plugin) {
        return Optional.ofNullable(pins.get(keyOf(plugin.kind(), plugin.name())))
                .map(Pin::version);
    }

    /** All of them. */
    Map<PluginKey, String> all() {
        return pins.values().stream().collect(Collectors.toMap(pin -> new PluginKey(pin.kind, pin.name), Pin::version));
    }

    /** @throws UncheckedIOException if it could not be kept; then nothing changed */
    synchronized void pin(PluginKey plugin, String version) {
        Pin pin = new Pin(plugin.kind(), plugin.name(), version);
        List<Pin> changed = without(plugin);
        changed.add(pin);
        save(changed);
        pins.put(keyOf(plugin.kind(), plugin.name()), pin);
    }

    /**
     * @return whether there was a pin
     * @throws UncheckedIOException if it could not be kept; then nothing changed
     */
    synchronized boolean unpin(PluginKey plugin) {
        if (version(plugin).isEmpty()) {
            return false;
        }
        save(without(plugin));
        pins.remove(keyOf(plugin.kind(), plugin.name()));
        return true;
    }

    private List<Pin> without(PluginKey plugin) {
        List<Pin> others = new ArrayList<>(pins.values());
        others.removeIf(pin -> pin.kind.equals(plugin.kind()) && pin.name.equals(plugin.name()));
        return others;
    }

    private void save(List<Pin> content) {
        try {
            file.write(new Content(1, content));
        } catch (IOException failed) {
            throw new UncheckedIOException("pins.json could not be written: " + failed.getMessage(), failed);
        }
    }

    private static String keyOf(String kind, String name) {
        return kind + " " + name; // neither has blanks
    }
}
