package io.patchbay.benchmarks.openstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws what a job's tasks took, as a page without anything from elsewhere. No state. */
final class Gantt {
    private static final int WIDTH = 1200;
    private static final int ROW = 12;
    private static final int NAMES = 320;

    private Gantt() {}

    static void write(Path file, String title, CarriedOut job) throws IOException {
        long end = Math.max(1, job.millis());
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html><meta charset=utf-8><title>").append(title).append("</title>");
        page.append("<style>body{font:14px system-ui;margin:2em}text{font:10px monospace}</style><h1>");
        page.append(title).append("</h1><svg width=").append(NAMES + WIDTH);
        page.append(" height=").append(ROW * job.tasks().size()).append('>');
        int row = 0;
        for (CarriedOut.Task task : job.tasks()) {
            page.append("<text x=0 y=%d>%s %s</text>".formatted(row * ROW + 9, task.id(), task.type()));
            page.append(
                    "<rect x=%d y=%d width=%d height=%d fill=hsl(%d,60%%,50%%)><title>%s: %d to %d ms</title></rect>"
                            .formatted(
                                    NAMES + task.from() * WIDTH / end,
                                    row * ROW + 1,
                                    Math.max(1, task.millis() * WIDTH / end),
                                    ROW - 2,
                                    Math.floorMod(task.type().hashCode(), 360),
                                    task.id(),
                                    task.from(),
                                    task.to()));
            row++;
        }
        Files.writeString(file, page.append("</svg>"));
    }
}
