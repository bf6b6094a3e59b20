package io.patchbay.lobby.internal.update;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be published, and how clients are served. A change takes effect with the next request. Thread-safe. */
@Component(service = ReleaseSettings.class, configurationPid = ReleaseSettings.PID)
@Designate(ocd = ReleaseSettings.Config.class)
public final class ReleaseSettings {
    static final String PID = "io.patchbay.lobby.releases";

    private final AtomicReference<Values> values;

    private record Values(String publishFrom, int maxFiles, long maxReleaseBytes, int maxReleases, int endpoints) {
        /** @throws IllegalArgumentException naming PID and key */
        Values {
            publishFrom = publishFrom.strip();
            within("maxFiles", maxFiles, 1, 100_000);
            within("maxReleaseBytes", maxReleaseBytes, 1, Long.MAX_VALUE);
            within("maxReleases", maxReleases, 2, 1000);
            within("endpoints", endpoints, 2, 8);
        }

        static Values of(Config config) {
            return new Values(
                    config.publishFrom(),
                    config.maxFiles(),
                    config.maxReleaseBytes(),
                    config.maxReleases(),
                    config.endpoints());
        }
    }

    @ObjectClassDefinition(name = "Patchbay: releases")
    @interface Config {
        @AttributeDefinition(
                description =
                        "Folder below which an operator may have folders published; empty: publish/ in the data folder")
        String publishFrom() default "";

        @AttributeDefinition(description = "The most files of a release, 1 to 100000")
        int maxFiles() default 20_000;

        @AttributeDefinition(description = "The most bytes of a release, 1 or more")
        long maxReleaseBytes() default 16L * 1024 * 1024 * 1024;

        @AttributeDefinition(description = "The most releases that are kept, 2 to 1000")
        int maxReleases() default 100;

        @AttributeDefinition(description = "How many storage workers a client is told, if there are as many; 2 to 8")
        int endpoints() default 2;
    }

    /** @throws IllegalArgumentException naming PID and key */
    @Activate
    public ReleaseSettings(Config config) {
        this.values = new AtomicReference<>(Values.of(config));
    }

    ReleaseSettings(String publishFrom, int maxFiles, long maxReleaseBytes, int maxReleases, int endpoints) {
        this.values = new AtomicReference<>(new Values(publishFrom, maxFiles, maxReleaseBytes, maxReleases, endpoints));
    }

    @Modified
    void modified(Config config) {
        values.set(Values.of(config));
    }

    /** @param data the node's data folder */
    Path publishFrom(Path data) {
        String named = values.get().publishFrom();
        return named.isEmpty() ? data.resolve("publish") : Path.of(named).toAbsolutePath();
    }

    int maxFiles() {
        return values.get().maxFiles();
    }

    long maxReleaseBytes() {
        return values.get().maxReleaseBytes();
    }

    int maxReleases() {
        return values.get().maxReleases();
    }

    int endpoints() {
        return values.get().endpoints();
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }
}
