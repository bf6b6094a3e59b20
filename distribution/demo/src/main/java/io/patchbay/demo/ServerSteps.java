package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first step and the last: a server of the demo's own starts and stops. Confined to the demo's thread. */
final class ServerSteps {
    private final Stage stage;
    private ServerProcess server;
    private URI url;

    ServerSteps(Stage stage) {
        this.stage = stage;
    }

    ServerProcess server() {
        return server;
    }

    URI url() {
        return url;
    }

    String start() throws IOException, StepFailedException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--set",
                "io.patchbay.placement:strategy." + SwapSteps.PURPOSE + "=" + SwapSteps.STRATEGY,
                "--set", // so that the answer depends on nothing but what the workers report
                "io.patchbay.placement:reservedTaskLoad=0"));
        if (stage.isBroken("server")) {
            options.add("--no-such-option");
        }
        server = ServerProcess.start(stage.home(), stage.folder(), stage.folder(), Optional.empty(), options);
        stage.atEnd(server::terminate);
        url = server.awaitReady();
        return "patchbay run, in a process of its own, says: ready " + url;
    }

    String stop() throws IOException, StepFailedException, InterruptedException {
        if (stage.isBroken("stop")) {
            new ProcessBuilder("kill", "-STOP", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
        }
        if (!server.terminate()) {
            throw new StepFailedException("the server did not end by itself after SIGTERM");
        }
        return "SIGTERM: the server has ended by itself";
    }

    /** The end of the server's log. */
    String endOfLog() throws IOException {
        return server == null ? "" : server.endOfLog();
    }

    /** What to try on the server while it runs. */
    String whatNext() throws IOException {
        Path curl = stage.folder().resolve("admin.curl");
        if (Files.notExists(curl)) {
            Files.createFile(curl, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    curl,
                    "header = \"Authorization: Bearer "
                            + server.credentials().getJSONObject("admin").getString("token") + "\"\nsilent\n");
        }
        return """
            The server goes on with this traffic. See all of it on the dashboard:

              %1$s/console
              the password is that of the admin in %5$s

            Or try:

              who would get the next task, and why?
                curl -K %2$s -H 'Content-Type: application/json' \\
                  -d '{"purpose":"play","task":"mine","preference":{}}' %1$s/cluster/v1/explain
              which plug-ins serve? Remove %3$s there and ask again.
                curl -K %2$s %1$s/cluster/v1/plugins
                rm %4$s/%3$s
              all credentials, and the log:
                %5$s
                %6$s

            Ctrl-C ends it and removes everything. It answers at %1$s
            """
                .formatted(
                        url,
                        curl,
                        SwapSteps.STRATEGY_JAR,
                        server.plugins(),
                        server.credentialsFile(),
                        stage.folder().resolve("server.log"));
    }
}
