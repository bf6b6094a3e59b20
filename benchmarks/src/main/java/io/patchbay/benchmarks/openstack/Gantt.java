package io.patchbay.benchmarks.openstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws when a job's tasks ran and when they waited for the cloud, as a page without anything from elsewhere. Confined to one thread.
 */
final class Gantt {
    private static final int WIDTH = 860;
    private static final int ROW = 14;
    private static final int NAMES = 330;
    private static final int AXIS = 18;
    private static final int MARKS_AT_MOST = 12;
    private static final String STYLE = "body{font:14px system-ui;margin:1.5em;color:#222}h1{font-size:18px;margin:0}"
            + "text{font:11px monospace}.path{font-weight:bold}line{stroke:#ddd}.whole{opacity:.3}"
            + "p{margin:.6em 0}span{display:inline-block;margin-right:1.2em}";

    private final CarriedOut job;
    private final List<String> types;
    private final double pixelsPerMicro;
    private final StringBuilder page = new StringBuilder();

    private Gantt(CarriedOut job) {
        this.job = job;
        this.types = job.tasks().stream().map(CarriedOut.Task::type).distinct().toList();
        this.pixelsPerMicro = (double) WIDTH / Math.max(1, job.micros());
    }

    /** @param path the ids of the tasks whose names are bold */
    static void write(Path file, String title, CarriedOut job, List<String> path) throws IOException {
        Gantt gantt = new Gantt(job);
        gantt.draw(title, path);
        Files.writeString(file, gantt.page);
    }

    private void draw(String title, List<String> path) {
        int height = AXIS + ROW * job.tasks().size();
        page.append("<!doctype html><meta charset=utf-8><title>").append(title).append("</title><style>");
        page.append(STYLE).append("</style><h1>").append(title);
        page.append(
                "</h1><p>Pale: the task. Full: its waits for the cloud. Bold: what the end would hang on, were there nothing else.<p>");
        types.forEach(type -> page.append("<span style=color:%s>■ %s</span>".formatted(colour(type), type)));
        page.append("<p><svg width=%d height=%d>".formatted(NAMES + WIDTH, height));
        axis(height);
        int top = AXIS;
        for (CarriedOut.Task task : job.tasks()) {
            page.append("<text x=0 y=%d%s>%s %s</text>"
                    .formatted(top + ROW - 4, path.contains(task.id()) ? " class=path" : "", task.id(), task.type()));
            page.append("<g fill=%s><title>%s: %,d to %,d ms, %,d ms of it for the cloud</title>"
                    .formatted(
                            colour(task.type()),
                            task.id(),
                            task.whole().from() / 1000,
                            task.whole().to() / 1000,
                            task.cloudMicros() / 1000));
            bar("whole", task.whole(), top);
            for (CarriedOut.Span span : task.cloud()) {
                bar("cloud", span, top);
            }
            page.append("</g>");
            top += ROW;
        }
        page.append("</svg>");
    }

    /** A line each 1, 2, 5, 10, … milliseconds, as many as there is room for. */
    private void axis(int height) {
        long step = 1000;
        for (int place = 1; job.micros() / step > MARKS_AT_MOST; place++) {
            step = step * (place % 3 == 2 ? 5 : 4) / 2;
        }
        for (long mark = 0; mark <= job.micros(); mark += step) {
            int x = x(mark);
            page.append("<line x1=%1$d x2=%1$d y1=%2$d y2=%3$d /><text x=%1$d y=11>%4$s s</text>"
                    .formatted(x, AXIS - 4, height, mark / 1_000_000.0));
        }
    }

    private void bar(String kind, CarriedOut.Span span, int top) {
        page.append("<rect class=%s x=%d y=%d width=%d height=%d />"
                .formatted(kind, x(span.from()), top + 1, Math.max(1, x(span.to()) - x(span.from())), ROW - 2));
    }

    private int x(long micros) {
        return NAMES + (int) (micros * pixelsPerMicro);
    }

    /** Neighbours in the list are far apart on the colour wheel. */
    private String colour(String type) {
        return "hsl(%d,65%%,42%%)".formatted(types.indexOf(type) * 137 % 360);
    }
}
