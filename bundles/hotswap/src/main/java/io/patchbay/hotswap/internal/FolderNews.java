package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.hotswap.internal.PluginFolder.Look;
import io.patchbay.hotswap.internal.PluginFolder.Seen;
import io.patchbay.hotswap.internal.ServedJars.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what changes in the plug-in folder into contents that are copied and whole. Confined to the deployer's thread. */
final class FolderNews {
    private static final Logger LOG = LoggerFactory.getLogger(FolderNews.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Path plugins;
    private final PluginFolder folder;
    private final JarCopies copies;
    private final Refusals refusals;
    private final Supplier<Settings> settings;
    private final Clock clock;
    private boolean readable = true;

    /** @param remembered names of files that were there when this process did not run */
    FolderNews(
            Path plugins,
            Collection<String> remembered,
            JarCopies copies,
            Refusals refusals,
            Supplier<Settings> settings,
            Clock clock) {
        this.plugins = plugins;
        this.folder = new PluginFolder(plugins, remembered);
        this.copies = copies;
        this.refusals = refusals;
        this.settings = settings;
        this.clock = clock;
        if (remembered.isEmpty()) {
            create();
        }
    }

    /**
     * What is to be done.
     *
     * @param gone names of deleted files
     * @param arrivals contents of new and changed files
     */
    record News(List<String> gone, List<Arrival> arrivals) {
        boolean isNone() {
            return gone.isEmpty() && arrivals.isEmpty();
        }
    }

    /**
     * Looks at the folder.
     *
     * @param first whether files that are whole need not be waited for, because the node starts
     * @param mustWait whether a file with a content has to wait until something else is over; then it is new again
     */
    News next(boolean first, BiPredicate<String, String> mustWait) {
        News news = new News(new ArrayList<>(), new ArrayList<>());
        look().ifPresent(look -> {
            news.gone.addAll(look.gone());
            look.settled().forEach(seen -> arrivalOf(seen, false, mustWait).ifPresent(news.arrivals::add));
            if (first) {
                look.moving().forEach(seen -> arrivalOf(seen, true, mustWait).ifPresent(news.arrivals::add));
            }
        });
        return news;
    }

    /** Files that could not be resolved may be now. */
    void retryUnresolved() {
        refusals.unresolved().forEach(file -> folder.lookAgain(file, clock.millis()));
    }

    private void create() {
        try {
            Files.createDirectories(plugins);
        } catch (IOException failed) {
            LOG.error("{} cannot be made", plugins, failed);
        }
    }

    private Optional<Look> look() {
        try {
            Look look = folder.look(clock.millis(), settings.get().stable());
            readable = true;
            return Optional.of(look);
        } catch (IOException unreadable) {
            if (readable) {
                LOG.error("{} cannot be read: what is installed goes on serving", plugins, unreadable);
            }
            readable = false;
            return Optional.empty();
        }
    }

    /** @param early whether the file may still be being written */
    private Optional<Arrival> arrivalOf(Seen seen, boolean early, BiPredicate<String, String> mustWait) {
        try {
            JarCopies.Kept kept = copies.keep(seen.path());
            if (mustWait.test(seen.name(), kept.sha256())) {
                folder.lookAgain(seen.name(), clock.millis());
                return Optional.empty();
            }
            folder.decided(seen);
            Copy copy = new Copy(
                    kept.sha256(),
                    kept.jar().symbolicName(),
                    kept.jar().version().toString(),
                    seen.fingerprint().modifiedMillis(),
                    Set.of());
            return Optional.of(new Arrival(seen.name(), copy, Arrival.Cause.FILE));
        } catch (RefusedJarException refused) {
            if (!early) {
                folder.decided(seen);
                refusals.refuse(seen.name(), refused);
            }
        } catch (NoSuchFileException gone) {
            LOG.debug("{} went before it was read", seen.name(), gone);
        } catch (IOException unreadable) {
            if (!early) {
                folder.lookAgain(seen.name(), clock.millis() + RETRY.toMillis());
                refusals.refuse(
                        seen.name(),
                        new RefusedJarException(
                                RejectionCause.UNREADABLE, "cannot be copied: " + Reasons.of(unreadable)));
            }
        }
        return Optional.empty();
    }
}
