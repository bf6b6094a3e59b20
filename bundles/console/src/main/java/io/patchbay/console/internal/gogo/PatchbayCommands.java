package io.patchbay.console.internal.gogo;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.console.internal.operator.InsideNode;
import io.patchbay.support.operator.Printout;
import io.patchbay.support.operator.Surroundings;
import io.patchbay.support.operator.UsageException;
import io.patchbay.support.operator.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The operator's words in the shell: {@code patchbay:workers} does and prints what {@code patchbay workers} does at the command line.
 * Called by the shell, on the threads of its sessions. Thread-safe.
 */
@Component(
        service = PatchbayCommands.class,
        property = {
            "osgi.command.scope=patchbay",
            "osgi.command.function=status",
            "osgi.command.function=workers",
            "osgi.command.function=tasks",
            "osgi.command.function=reservations",
            "osgi.command.function=explain",
            "osgi.command.function=sessions",
            "osgi.command.function=timeline",
            "osgi.command.function=rooms",
            "osgi.command.function=room",
            "osgi.command.function=decisions",
            "osgi.command.function=events",
            "osgi.command.function=plugins",
            "osgi.command.function=swap",
            "osgi.command.function=pin",
            "osgi.command.function=unpin",
            "osgi.command.function=clear",
            "osgi.command.function=shadow",
            "osgi.command.function=canary",
            "osgi.command.function=replay",
            "osgi.command.function=drain",
            "osgi.command.function=jobs",
            "osgi.command.function=accounts",
            "osgi.command.function=logins",
            "osgi.command.function=matches",
            "osgi.command.function=observers",
            "osgi.command.function=releases"
        })
public final class PatchbayCommands {
    /** The variable of a session that says who writes in it, for the audit log. */
    public static final String WHO = "patchbay.who";

    private static final String ARGUMENTS = "operands and options; --help shows them";

    private final OperatorApi api;
    private final NodeReadiness readiness;

    @Activate
    public PatchbayCommands(
            @Reference(name = "api") OperatorApi api, @Reference(name = "readiness") NodeReadiness readiness) {
        this.api = api;
        this.readiness = readiness;
    }

    @Descriptor("says how the node is: ready or why not, who leads, how much there is on it")
    public void status(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("status", session, arguments);
    }

    @Descriptor("lists the workers of the cluster, with load and tasks")
    public void workers(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("workers", session, arguments);
    }

    @Descriptor("lists the tasks that workers execute, or says where one is")
    public void tasks(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("tasks", session, arguments);
    }

    @Descriptor("lists what is reserved and not picked up, those that end soonest")
    public void reservations(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("reservations", session, arguments);
    }

    @Descriptor("says which worker a task would get, and why; reserves nothing")
    public void explain(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("explain", session, arguments);
    }

    @Descriptor("lists the clients of the node's portal")
    public void sessions(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("sessions", session, arguments);
    }

    @Descriptor("lists the rooms that the node has the controllers of")
    public void rooms(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("rooms", session, arguments);
    }

    @Descriptor("lists the plug-ins of the node, and the jars that it refused")
    public void plugins(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("plugins", session, arguments);
    }

    @Descriptor("puts a jar of the node's disk among its plug-ins and says what comes of it")
    public void swap(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("swap", session, arguments);
    }

    @Descriptor("has one version of a plug-in serve, whatever else is installed")
    public void pin(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("pin", session, arguments);
    }

    @Descriptor("lets the best version of a plug-in serve again")
    public void unpin(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("unpin", session, arguments);
    }

    @Descriptor("forgets the faults of a plug-in, so that it may serve again")
    public void clear(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("clear", session, arguments);
    }

    @Descriptor("has a plug-in decide beside the one that serves, and compares")
    public void shadow(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("shadow", session, arguments);
    }

    @Descriptor("has a plug-in decide for a share of the rooms and tasks")
    public void canary(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("canary", session, arguments);
    }

    @Descriptor("has a plug-in decide the last recorded decisions again, and compares")
    public void replay(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("replay", session, arguments);
    }

    @Descriptor("gives the node's portal no more clients, so that it can be stopped")
    public void drain(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("drain", session, arguments);
    }

    @Descriptor("says what a session went through, from token to leave")
    public void timeline(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("timeline", session, arguments);
    }

    @Descriptor("lists who is in a room, sends them a text, removes somebody, or closes it")
    public void room(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("room", session, arguments);
    }

    @Descriptor("lists what has happened on this node, and who did what")
    public void events(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("events", session, arguments);
    }

    @Descriptor("lists the last decisions for a purpose, or says why one came out as it did")
    public void decisions(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("decisions", session, arguments);
    }

    @Descriptor("lists recovery jobs, shows what becomes of one, and tells it what to do")
    public void jobs(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("jobs", session, arguments);
    }

    @Descriptor("lists who may log in to the lobby, or changes that")
    public void accounts(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("accounts", session, arguments);
    }

    @Descriptor("shows how logins to the lobby ended, and how many passwords wait to be hashed")
    public void logins(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("logins", session, arguments);
    }

    @Descriptor("lists the matches that are played, and says who waits for a seat")
    public void matches(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("matches", session, arguments);
    }

    @Descriptor("lists the observers that show matches to spectators")
    public void observers(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("observers", session, arguments);
    }

    @Descriptor("lists the releases of resources, publishes, rolls back and deletes them")
    public void releases(CommandSession session, @Descriptor(ARGUMENTS) String... arguments) {
        perform("releases", session, arguments);
    }

    /** What goes wrong is thrown, so that a script in the shell stops there. */
    private void perform(String word, CommandSession session, String... arguments) {
        String who = Optional.ofNullable(session.get(WHO)).map(Object::toString).orElse("gogo");
        Surroundings shell =
                new Surroundings("patchbay:", List.of(), "", options -> new InsideNode(api, readiness, who));
        try {
            Words.find(word).run(List.of(arguments), shell, new Printout(outputOf(session)));
        } catch (UsageException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        } catch (IOException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** A pipe if there is one after the word, else the session's own. */
    private static PrintStream outputOf(CommandSession session) {
        return Optional.ofNullable(Process.Utils.current()).map(Process::out).orElseGet(session::getConsole);
    }
}
