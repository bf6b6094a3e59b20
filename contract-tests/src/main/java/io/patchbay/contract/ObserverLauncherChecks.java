package io.patchbay.contract;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an {@link ObserverLauncher} must hold to. Only its author knows what may be started here. Immutable. */
final class ObserverLauncherChecks {
    private static final String NOBODY = "observer-of-a-check";

    private final Supplier<ObserverLauncher> plugins;
    private final Supplier<ObserverSpec> specs;

    private ObserverLauncherChecks(Supplier<ObserverLauncher> plugins, Supplier<ObserverSpec> specs) {
        this.plugins = plugins;
        this.specs = specs;
    }

    /** For those who start nothing. */
    static List<Check> of(Supplier<ObserverLauncher> plugins) {
        ObserverLauncherChecks checks = new ObserverLauncherChecks(plugins, () -> {
            throw new IllegalStateException("nothing is started");
        });
        return List.of(new Check("ends nobody that was not started", checks::endsNobodyElse));
    }

    /** @param specs what may be started; another id each time */
    static List<Check> of(Supplier<ObserverLauncher> plugins, Supplier<ObserverSpec> specs) {
        ObserverLauncherChecks checks = new ObserverLauncherChecks(plugins, specs);
        return List.of(
                new Check("ends nobody that was not started", checks::endsNobodyElse),
                new Check("lists what it has started until it is ended", checks::lists),
                new Check("starts none twice", checks::startsOnce),
                new Check("goes on with what another version has started", checks::handsOver));
    }

    private void endsNobodyElse() throws InterruptedException {
        ObserverLauncher launcher = plugins.get();
        call("running", launcher::running);
        if (call("stop", () -> launcher.stop(NOBODY))) {
            throw new BrokenContract("stop said that it ended " + NOBODY + ", which nobody has started");
        }
    }

    private void lists() throws InterruptedException {
        ObserverLauncher launcher = plugins.get();
        ObserverSpec spec = specs.get();
        RunningObserver launched = call("launch", () -> launcher.launch(spec));
        requireLike(spec, launched);
        requireListed(launcher, spec, true);
        end(launcher, spec);
        requireListed(launcher, spec, false);
        if (call("stop", () -> launcher.stop(spec.id()))) {
            throw new BrokenContract("stop said a second time that it ended " + spec.id());
        }
    }

    private void startsOnce() throws InterruptedException {
        ObserverLauncher launcher = plugins.get();
        ObserverSpec spec = specs.get();
        RunningObserver first = call("launch", () -> launcher.launch(spec));
        RunningObserver second = call("launch", () -> launcher.launch(spec));
        long listed = call("running", launcher::running).stream()
                .filter(one -> one.id().equals(spec.id()))
                .count();
        end(launcher, spec);
        if (listed != 1 || !first.equals(second)) {
            throw new BrokenContract("launched twice with one id, it answered " + first + " and " + second
                    + " and runs " + listed + " times: the lobby would find one of them only");
        }
    }

    /** A launcher is replaced while observers run. */
    private void handsOver() throws InterruptedException {
        ObserverSpec spec = specs.get();
        ObserverLauncher first = plugins.get();
        call("launch", () -> first.launch(spec));
        ObserverLauncher next = plugins.get();
        requireListed(next, spec, true);
        end(next, spec);
        requireListed(first, spec, false);
    }

    private static void end(ObserverLauncher launcher, ObserverSpec spec) throws InterruptedException {
        if (!call("stop", () -> launcher.stop(spec.id()))) {
            throw new BrokenContract("stop said that " + spec.id() + ", which was launched, did not run");
        }
    }

    private static void requireListed(ObserverLauncher launcher, ObserverSpec spec, boolean wanted)
            throws InterruptedException {
        List<RunningObserver> running = call("running", launcher::running);
        Optional<RunningObserver> found =
                running.stream().filter(one -> one.id().equals(spec.id())).findFirst();
        if (found.isPresent() != wanted) {
            throw new BrokenContract("running listed " + running
                    + (wanted ? ", without " + spec.id() + ", which was launched" : ", among them one that was ended"));
        }
        found.ifPresent(one -> requireLike(spec, one));
    }

    private static void requireLike(ObserverSpec spec, RunningObserver observer) {
        boolean same = observer.id().equals(spec.id())
                && observer.match().equals(spec.match())
                && observer.endsAtMillis() == spec.endsAtMillis();
        if (!same) {
            throw new BrokenContract(observer + " was told of what was launched as " + spec);
        }
    }

    /** A call of a launcher. */
    private interface Call<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> T call(String what, Call<T> call) throws InterruptedException {
        try {
            return Optional.ofNullable(call.make()).orElseThrow(() -> new BrokenContract(what + " answered null"));
        } catch (IOException failed) {
            throw new BrokenContract(what + " could not be done here: " + failed.getMessage());
        } catch (RuntimeException thrown) {
            throw new BrokenContract(
                    what + " threw " + Asker.describe(thrown) + "\n  what a launcher cannot do now is an IOException");
        }
    }
}
