package io.patchbay.recovery;

import io.patchbay.support.operator.Text;
import java.io.PrintStream;

/** A line whenever something has changed: for files and pipes. Confined to one thread. */
final class LineDisplay implements Display {
    private final PrintStream out;
    private String last = "";

    LineDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Snapshot snapshot) {
        String line = snapshot.line();
        if (!line.equals(last)) {
            last = line;
            tell(line);
            snapshot.waitingFor().ifPresent(reason -> tell("  waits: " + reason));
        }
    }

    @Override
    public void tell(String line) {
        out.println(Text.harmless(line));
    }
}
