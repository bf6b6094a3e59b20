package io.patchbay.handlers.openstack.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How long volumes and instances may take, and how it is found out whether an instance serves. Immutable. */
@Component(service = GuestSettings.class, configurationPid = GuestSettings.PID)
@Designate(ocd = GuestSettings.Config.class)
public final class GuestSettings {
    static final String PID = "io.patchbay.handlers.openstack.guests";
    private static final int LONGEST_MILLIS = 86_400_000;

    @ObjectClassDefinition(name = "Patchbay: volumes and instances in OpenStack")
    @interface Config {
        @AttributeDefinition(description = "How long a volume may take until it is imported, unmanaged or detached")
        int volumeTimeoutMillis() default 600_000;

        @AttributeDefinition(description = "How long an instance may take until it runs, stops or is gone")
        int instanceTimeoutMillis() default 900_000;

        @AttributeDefinition(
                description =
                        "Whether it is found out if an instance serves; false: it is taken to, once it runs, as where no guests run")
        boolean diagnose() default true;

        @AttributeDefinition(
                description =
                        "Which host is asked whether an instance serves, instead of any instance; empty: the instance")
        String diagnosisTarget() default "";

        @AttributeDefinition(description = "The folder of the scripts that plans may name; empty: none may be named")
        String scriptFolder() default "";

        @AttributeDefinition(description = "How long a script may run, each time it is tried")
        int scriptTimeoutMillis() default 60_000;
    }

    private final Duration volumeTimeout;
    private final Duration instanceTimeout;
    private final boolean diagnosing;
    private final Optional<String> diagnosisTarget;
    private final Optional<Path> scriptFolder;
    private final Duration scriptTimeout;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public GuestSettings(Config config) {
        this.volumeTimeout = millis("volumeTimeoutMillis", config.volumeTimeoutMillis());
        this.instanceTimeout = millis("instanceTimeoutMillis", config.instanceTimeoutMillis());
        this.diagnosing = config.diagnose();
        this.diagnosisTarget = Optional.of(config.diagnosisTarget()).filter(said -> !said.isBlank());
        this.scriptFolder = Optional.of(config.scriptFolder())
                .filter(said -> !said.isBlank())
                .map(GuestSettings::folder);
        this.scriptTimeout = millis("scriptTimeoutMillis", config.scriptTimeoutMillis());
    }

    private static Duration millis(String key, int value) {
        if (value < 1 || value > LONGEST_MILLIS) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within [1, " + LONGEST_MILLIS + "] but was " + value);
        }
        return Duration.ofMillis(value);
    }

    private static Path folder(String said) {
        try {
            Path folder = Path.of(said);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(PID + ": scriptFolder must be a path but was " + said, malformed);
        }
        throw new IllegalArgumentException(PID + ": scriptFolder must be an absolute path but was " + said);
    }

    Duration volumeTimeout() {
        return volumeTimeout;
    }

    Duration instanceTimeout() {
        return instanceTimeout;
    }

    /** Whether it is found out if an instance serves. */
    boolean diagnosing() {
        return diagnosing;
    }

    /** Which host is asked instead of any instance. */
    Optional<String> diagnosisTarget() {
        return diagnosisTarget;
    }

    Optional<Path> scriptFolder() {
        return scriptFolder;
    }

    Duration scriptTimeout() {
        return scriptTimeout;
    }
}
