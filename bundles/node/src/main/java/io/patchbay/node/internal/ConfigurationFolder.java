package io.patchbay.node.internal;

import io.patchbay.support.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Configuration Admin as the configuration folder says, and what was set on the command line above it. The first reading
 * is done before this component is active, so that those started after it begin with their settings, and nothing is left of what
 * an earlier start was told; later changes are applied within a second. A file that cannot be read changes nothing, also not what
 * it said at an earlier start. Confined to the activating thread, then to the timer's.
 */
@Component(service = {})
public final class ConfigurationFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFolder.class);
    private static final long LOOK_MILLIS = 500;
    private static final String ANY_LOCATION = "?"; // a configuration belongs to whichever bundle reads it
    private static final String FROM_HERE =
            ".patchbay.folder"; // the dot keeps it from among their services' properties

    private final ConfigurationAdmin admin;
    private final KnownKeys known;
    private final Path folder;
    private final Map<String, Map<String, Object>> sets;
    private final Map<Path, Stamp> seen = new HashMap<>();
    private final Map<Path, Map<String, Object>> contents = new TreeMap<>();
    private final ScheduledExecutorService timer = Threads.timer("configuration");

    private record Stamp(FileTime changed, long size) {}

    @Activate
    public ConfigurationFolder(
            BundleContext framework, @Reference ConfigurationAdmin admin, @Reference KnownKeys known) {
        this(Settings.of(framework), admin, known);
        Future<?> unused = // it ends with the timer
                timer.scheduleWithFixedDelay(this::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    ConfigurationFolder(Settings settings, ConfigurationAdmin admin, KnownKeys known) {
        this.admin = admin;
        this.known = known;
        this.folder = settings.conf();
        this.sets = parse(settings.sets());
        Set<String> touched = new HashSet<>(sets.keySet());
        touched.addAll(look());
        touched.addAll(ofEarlierStarts());
        touched.removeAll(ofUnreadable());
        touched.forEach(this::apply);
    }

    /** What a file said that cannot be read now is not known to be over. */
    private Set<String> ofUnreadable() {
        Set<String> unreadable = new HashSet<>();
        for (Path file : seen.keySet()) {
            if (!contents.containsKey(file)) {
                unreadable.add(ConfigurationFile.pid(file).orElseThrow());
            }
        }
        unreadable.removeAll(sets.keySet()); // what is said on the command line counts
        return unreadable;
    }

    /** Configuration Admin keeps what it was told: also what no file and no option says any more. */
    private Set<String> ofEarlierStarts() {
        Set<String> kept = new HashSet<>();
        try {
            Configuration[] found = admin.listConfigurations("(" + FROM_HERE + "=*)");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                kept.add(configuration.getPid());
            }
        } catch (IOException | InvalidSyntaxException unreadable) {
            LOG.error("What was configured before cannot be told", unreadable);
        }
        return kept;
    }

    @Deactivate
    void close() {
        Threads.close(timer, Duration.ofSeconds(1));
    }

    void lookAgain() {
        try {
            look().forEach(this::apply);
        } catch (RuntimeException failed) {
            LOG.error("Cannot apply the configuration in {}", folder, failed); // the timer must go on
        }
    }

    /** Reads what has changed since the last look; answers which PIDs that touches. */
    private Set<String> look() {
        Set<String> touched = new HashSet<>();
        Set<Path> present = new HashSet<>();
        for (Path file : files()) {
            present.add(file);
            try {
                Stamp stamp = new Stamp(Files.getLastModifiedTime(file), Files.size(file));
                if (!stamp.equals(seen.put(file, stamp))) {
                    contents.put(file, ConfigurationFile.read(file));
                    touched.add(ConfigurationFile.pid(file).orElseThrow());
                }
            } catch (IOException unreadable) {
                LOG.error("{} is not applied: {}", file, unreadable.getMessage());
            }
        }
        for (Path gone : Set.copyOf(seen.keySet())) {
            if (!present.contains(gone)) {
                seen.remove(gone);
                contents.remove(gone);
                touched.add(ConfigurationFile.pid(gone).orElseThrow());
            }
        }
        return touched;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ConfigurationFile.pid(file).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, unreadable);
        }
    }

    private void apply(String pid) {
        Map<String, Object> values = new TreeMap<>();
        contents.forEach((file, content) -> {
            if (ConfigurationFile.pid(file).orElseThrow().equals(pid)) {
                values.putAll(content);
            }
        });
        values.putAll(sets.getOrDefault(pid, Map.of()));
        known.check(pid, values.keySet());
        try {
            Map<String, Object> properties = new TreeMap<>(values);
            if (!values.isEmpty()) {
                properties.put(FROM_HERE, true);
            }
            if (admin.getConfiguration(pid, ANY_LOCATION).updateIfDifferent(FrameworkUtil.asDictionary(properties))) {
                LOG.info("Configured {} with {}", pid, values.keySet()); // values may be secrets
            }
        } catch (IOException failed) {
            LOG.error("Cannot configure {}", pid, failed);
        }
    }

    private static Map<String, Map<String, Object>> parse(List<String> sets) {
        Map<String, Map<String, Object>> parsed = new TreeMap<>();
        for (String set : sets) {
            int colon = set.indexOf(':');
            int equals = set.indexOf('=', colon + 1);
            if (colon < 1 || equals < colon + 2) {
                throw new IllegalArgumentException("a setting must read PID:key=value but was " + set);
            }
            parsed.computeIfAbsent(set.substring(0, colon), pid -> new TreeMap<>())
                    .put(set.substring(colon + 1, equals), ConfigurationFile.value(set.substring(equals + 1)));
        }
        return parsed;
    }
}
