package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.node.NodeFolders;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.OpenStackException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The clouds of this node's {@code clouds.yaml}, for the handlers of this bundle: they share tokens and connections. Thread-safe. */
@Component(service = OpenStack.class, configurationPid = OpenStack.PID)
@Designate(ocd = OpenStack.Config.class)
public final class OpenStack {
    static final String PID = "io.patchbay.handlers.openstack";
    private static final int LONGEST_MILLIS = 600_000;
    private static final int LEAST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = 256 * 1024 * 1024;

    @ObjectClassDefinition(name = "Patchbay: task handlers for OpenStack")
    @interface Config {
        @AttributeDefinition(
                description = "The folder in which clouds.yaml lies; empty: that of the configuration (--conf)")
        String cloudsFolder() default "";

        @AttributeDefinition(description = "How long a connection to a service may take")
        int connectTimeoutMillis() default 10_000;

        @AttributeDefinition(description = "How long one request to a service may take, answer included")
        int requestTimeoutMillis() default 60_000;

        @AttributeDefinition(description = "How long an answer of a service may be")
        int maxAnswerBytes() default 16 * 1024 * 1024;
    }

    private final Clouds clouds;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public OpenStack(@Reference NodeFolders folders, Config config) {
        this(clouds(folders, config));
    }

    OpenStack(Clouds clouds) {
        this.clouds = clouds;
    }

    private static Clouds clouds(NodeFolders folders, Config config) {
        Limits limits = limits(config);
        return new Clouds(folder(folders, config), limits);
    }

    private static Path folder(NodeFolders folders, Config config) {
        if (config.cloudsFolder().isBlank()) {
            return folders.conf();
        }
        try {
            Path folder = Path.of(config.cloudsFolder());
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(
                    PID + ": cloudsFolder must be a path but was " + config.cloudsFolder(), malformed);
        }
        throw new IllegalArgumentException(
                PID + ": cloudsFolder must be an absolute path but was " + config.cloudsFolder());
    }

    private static Limits limits(Config config) {
        return new Limits(
                Duration.ofMillis(within("connectTimeoutMillis", config.connectTimeoutMillis(), 1, LONGEST_MILLIS)),
                Duration.ofMillis(within("requestTimeoutMillis", config.requestTimeoutMillis(), 1, LONGEST_MILLIS)),
                within("maxAnswerBytes", config.maxAnswerBytes(), LEAST_BYTES, MOST_BYTES));
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within [" + least + ", " + most + "] but was " + value);
        }
        return value;
    }

    /** The cloud of that name. */
    Cloud cloud(String name) throws OpenStackException {
        return clouds.cloud(name);
    }

    @Deactivate
    void close() {
        clouds.close();
    }
}
