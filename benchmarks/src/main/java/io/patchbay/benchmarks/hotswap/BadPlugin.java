package io.patchbay.benchmarks.hotswap;

import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.benchmarks.hotswap.misdeeds.BadCodec;
import io.patchbay.benchmarks.hotswap.misdeeds.BadMatcher;
import io.patchbay.benchmarks.hotswap.misdeeds.BadNamespace;
import io.patchbay.benchmarks.hotswap.misdeeds.BadScheduler;
import io.patchbay.benchmarks.hotswap.misdeeds.BadStrategy;
import io.patchbay.benchmarks.hotswap.misdeeds.Misdeed;
import java.util.List;
import java.util.Set;

/**
 * A plug-in that does harm in the place of one that ships. Immutable.
 *
 * @param good the one that ships
 * @param type the class that does harm
 * @param service the interface of the extension point
 * @param scope of its service
 * @param unable misdeeds for which its extension point gives no occasion
 */
public record BadPlugin(Subject good, Class<?> type, Class<?> service, String scope, Set<Misdeed> unable) {
    private static final Set<Misdeed> WITH_WORKERS = Set.of(Misdeed.ANSWERS_WITH_A_STRANGER, Misdeed.KEEPS_ITS_VIEW);

    /** One of each extension point that has a part in every request. */
    public static List<BadPlugin> all() {
        return List.of(
                new BadPlugin(Subject.of("sticky"), BadScheduler.class, Scheduler.class, "singleton", Set.of()),
                new BadPlugin(Subject.of("isp-region"), BadMatcher.class, Matcher.class, "singleton", WITH_WORKERS),
                new BadPlugin(Subject.of("least-used"), BadStrategy.class, Strategy.class, "prototype", Set.of()),
                new BadPlugin(Subject.of("1.2"), BadCodec.class, ProtocolVersion.class, "singleton", WITH_WORKERS),
                new BadPlugin(
                        Subject.of("echo"), BadNamespace.class, SocketNamespace.class, "singleton", WITH_WORKERS));
    }

    /** For people. */
    public String label() {
        return "bad-" + good.kind();
    }

    /** Names the test. */
    @Override
    public String toString() {
        return label();
    }
}
