package io.patchbay.contract;

import io.patchbay.api.lobby.LoginPolicy;
import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.VolumeCopier;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What plug-ins of one extension point must hold to.
 *
 * @param <T> the interface that they implement
 * @param kind what operators call them, for example {@code strategy}
 * @param type the interface that they implement
 * @param instances how many of them a node makes
 * @param checks makes the checks of one plug-in from what makes an instance of it
 */
public record Contract<T>(String kind, Class<T> type, Instances instances, Function<Supplier<T>, List<Check>> checks) {
    /** How many instances of a plug-in there are. */
    public enum Instances {
        /** One that everybody calls. */
        SHARED,
        /** One for each purpose: the service's scope is prototype. */
        ONE_FOR_EACH_PURPOSE
    }

    /** Those of every extension point that plug-ins are written for. */
    public static List<Contract<?>> all() {
        return List.of(
                new Contract<>("strategy", Strategy.class, Instances.ONE_FOR_EACH_PURPOSE, StrategyChecks::of),
                new Contract<>("matcher", Matcher.class, Instances.SHARED, MatcherChecks::of),
                new Contract<>("scheduler", Scheduler.class, Instances.SHARED, SchedulerChecks::of),
                new Contract<>("protocol", ProtocolVersion.class, Instances.SHARED, ProtocolChecks::of),
                new Contract<>("namespace", SocketNamespace.class, Instances.SHARED, NamespaceChecks::of),
                new Contract<>("election", TaskElection.class, Instances.SHARED, ElectionChecks::of),
                new Contract<>("handler", TaskHandler.class, Instances.SHARED, HandlerChecks::of),
                new Contract<>("copier", VolumeCopier.class, Instances.SHARED, CopierChecks::of),
                new Contract<>("login-policy", LoginPolicy.class, Instances.SHARED, LoginPolicyChecks::of),
                new Contract<>(
                        "observer-launcher", ObserverLauncher.class, Instances.SHARED, ObserverLauncherChecks::of));
    }
}
