package io.patchbay.recovery;

import io.patchbay.support.operator.Text;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A progress bar, what runs, and the critical path, drawn over themselves. Confined to one thread. */
final class TerminalDisplay implements Display {
    private static final int BAR = 30;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K\r";

    private final PrintStream out;
    private final int columns;
    private int drawn;

    TerminalDisplay(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void show(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add(bar(snapshot));
        lines.add("now       " + String.join(", ", snapshot.running()));
        lines.add("critical  " + String.join(" > ", snapshot.criticalPath()));
        snapshot.waitingFor().ifPresent(reason -> lines.add("waits     " + reason));
        erase();
        lines.forEach(line -> out.println(cut(Text.harmless(line))));
        drawn = lines.size();
        out.flush();
    }

    private String bar(Snapshot snapshot) {
        int total = Math.max(1, snapshot.counts().total());
        int full = BAR * snapshot.counts().done() / total;
        StringBuilder line = new StringBuilder("█".repeat(full)).append("░".repeat(BAR - full));
        line.append(' ')
                .append(snapshot.counts().done())
                .append('/')
                .append(snapshot.counts().total());
        if (snapshot.counts().failed() > 0) {
            line.append(", ").append(snapshot.counts().failed()).append(" without success");
        }
        Duration elapsed = snapshot.status().elapsed();
        line.append(", ").append(Text.span(elapsed.toMillis()));
        if (!snapshot.criticalPath().isEmpty()) {
            line.append(", about ")
                    .append(Text.span(snapshot.left().toMillis()))
                    .append(" left");
        }
        boolean clearing = snapshot.status().clearTasks().total() > 0; // what is undone has no objective
        snapshot.status().objective().filter(objective -> !clearing).ifPresent(objective -> {
            Duration rest = objective.minus(elapsed);
            boolean late = rest.minus(snapshot.left()).isNegative();
            line.append(", objective in ").append(Text.span(Math.max(0, rest.toMillis())));
            line.append(late ? ": it will be missed" : "");
        });
        return line.toString();
    }

    @Override
    public void tell(String line) {
        erase();
        out.println(Text.harmless(line));
    }

    private void erase() {
        if (drawn > 0) {
            out.printf(UP, drawn);
            for (int line = 0; line < drawn; line++) {
                out.println(CLEAR_LINE);
            }
            out.printf(UP, drawn);
            drawn = 0;
        }
    }

    private String cut(String line) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
    }
}
