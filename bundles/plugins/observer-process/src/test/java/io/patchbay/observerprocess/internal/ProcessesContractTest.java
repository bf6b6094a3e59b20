package io.patchbay.observerprocess.internal;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.contract.ObserverLauncherContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of processes holds to the contract that it asks of others'; what it starts here only sleeps. */
class ProcessesContractTest implements ObserverLauncherContract {
    private final AtomicInteger ids = new AtomicInteger();

    @TempDir
    private Path data;

    @Override
    public ObserverLauncher plugin() {
        return new ProcessLauncher(new Processes(
                data.resolve("observers"),
                Clock.systemUTC(),
                Optional.of((spec, parent) -> List.of("/bin/sleep", "60"))));
    }

    @Override
    public ObserverSpec spec() {
        return new ObserverSpec(
                "o" + ids.incrementAndGet(),
                "m1",
                URI.create("ws://127.0.0.1:1/watch"),
                "s",
                "k",
                10,
                Long.MAX_VALUE / 2,
                List.of(URI.create("http://127.0.0.1:1")));
    }
}
