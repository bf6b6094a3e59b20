package io.patchbay.support.openstack;

import io.patchbay.support.openstack.OpenStackException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * {@code clouds.yaml}, in the form of OpenStack's own clients, and {@code secure.yaml} beside it, whose members count more: for
 * passwords that are kept apart. Read again when one of them has changed. Thread-safe.
 */
public final class CloudsFile {
    private static final List<String> NAMES = List.of("clouds.yaml", "secure.yaml");
    private static final long MOST_BYTES = 1024 * 1024;

    private final Path folder;
    private Seen seen = new Seen(List.of(), Map.of()); // guarded by this

    private record Stamp(FileTime changed, long size) {}

    private record Seen(List<Optional<Stamp>> stamps, Map<?, ?> clouds) {}

    /** @param folder in which the files lie, or not */
    public CloudsFile(Path folder) {
        this.folder = folder;
    }

    /**
     * The names of the clouds that it names, sorted; none if there is no such file.
     *
     * @throws OpenStackException if the file cannot be read
     */
    public List<String> names() throws OpenStackException {
        return clouds().keySet().stream().map(String::valueOf).sorted().toList();
    }

    /** @throws OpenStackException if there is none of that name, or the file cannot be read */
    CloudSettings settings(String name) throws OpenStackException {
        if (clouds().get(name) instanceof Map<?, ?> entry) {
            return new CloudEntry(name, entry, folder).settings();
        }
        String there = names().isEmpty() ? "none" : String.join(", ", names());
        throw OpenStackException.of(
                Kind.SETTINGS,
                "there is no cloud '" + name + "' in " + NAMES.get(0)
                        + " of this node's configuration folder; there is: " + there);
    }

    private synchronized Map<?, ?> clouds() throws OpenStackException {
        List<Optional<Stamp>> stamps = NAMES.stream().map(this::stamp).toList();
        if (!stamps.equals(seen.stamps)) {
            Map<Object, Object> merged = new LinkedHashMap<>();
            for (int place = 0; place < NAMES.size(); place++) {
                if (stamps.get(place).isPresent()) {
                    merge(merged, read(NAMES.get(place)));
                }
            }
            seen = new Seen(stamps, merged.get("clouds") instanceof Map<?, ?> clouds ? clouds : Map.of());
        }
        return seen.clouds;
    }

    private Optional<Stamp> stamp(String name) {
        try {
            Path file = folder.resolve(name);
            return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private Map<?, ?> read(String name) throws OpenStackException {
        Path file = folder.resolve(name);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw OpenStackException.of(Kind.SETTINGS, name + " is longer than " + MOST_BYTES + " bytes");
            }
            Object read = yaml().load(Files.readString(file));
            return read instanceof Map<?, ?> members ? members : Map.of();
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 0
                    : broken.getProblemMark().getLine() + 1;
            // no cause, no excerpt and no problem: they hold parts of the file
            throw OpenStackException.of(Kind.SETTINGS, name + " is no YAML: line " + line);
        } catch (YAMLException | IOException unreadable) {
            throw OpenStackException.of(
                    Kind.SETTINGS,
                    name + " cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** Every value is text as it stands there: a password of digits is no number. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Resolver plain = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.MERGE, MERGE, "<");
            }
        };
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, plain);
    }

    @SuppressWarnings("unchecked") // what merge has put there
    private static void merge(Map<Object, Object> into, Map<?, ?> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> members) {
                Object before = into.get(key);
                Map<Object, Object> inner =
                        before instanceof Map<?, ?> ? (Map<Object, Object>) before : new LinkedHashMap<>();
                into.put(key, inner);
                merge(inner, members);
            } else {
                into.put(key, value);
            }
        });
    }
}
