package io.patchbay.migrator.internal.audit;

import io.patchbay.api.recovery.LogEntry;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of the tree with lines of the audit log: all that one transaction did to a job. Immutable.
 *
 * @param node which node wrote it
 * @param lines what it tells
 * @param previous hash of the line before the first
 * @param hashes of its lines
 */
public record LogPage(String node, List<LogLine> lines, String previous, List<String> hashes) {
    /** The next page of a chain. */
    public static LogPage after(String previous, String node, List<LogLine> lines) {
        List<String> hashes = new ArrayList<>(lines.size());
        String last = previous;
        for (LogLine line : lines) {
            last = line.hash(last, node);
            hashes.add(last);
        }
        return new LogPage(node, List.copyOf(lines), previous, hashes);
    }

    /** What the next page follows. */
    public String lastHash() {
        return hashes.get(hashes.size() - 1);
    }

    public byte[] toJson() {
        List<Object> written = new ArrayList<>(lines.size());
        for (int place = 0; place < lines.size(); place++) {
            Map<String, Object> line = new LinkedHashMap<>(lines.get(place).toJson());
            line.put("hash", hashes.get(place));
            written.add(line);
        }
        return Json.write(new Members.Collector()
                .with("node", node)
                .with("previous", previous)
                .with("lines", written)
                .done());
    }

    @SuppressWarnings("unchecked") // written by this class
    public static LogPage of(byte[] json) {
        Map<String, Object> page = Json.readObject(json);
        List<LogLine> lines = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (Map<String, Object> line : (List<Map<String, Object>>) page.get("lines")) {
            Members members = new Members(line);
            lines.add(LogLine.of(members));
            hashes.add(members.text("hash"));
        }
        Members members = new Members(page);
        return new LogPage(members.text("node"), lines, members.text("previous"), hashes);
    }

    /**
     * Where a line stands in a log.
     *
     * @param created the transaction that made its page
     * @param place its place in the page
     */
    public static String position(long created, int place) {
        return "%016x-%04x".formatted(created, place);
    }

    /**
     * The lines as people see them.
     *
     * @param created the transaction that made the page
     */
    public List<LogEntry> entries(long created) {
        List<LogEntry> entries = new ArrayList<>(lines.size());
        for (int place = 0; place < lines.size(); place++) {
            LogLine line = lines.get(place);
            entries.add(new LogEntry(
                    position(created, place),
                    line.at(),
                    node,
                    line.actor(),
                    line.code(),
                    line.task().isEmpty() ? Optional.empty() : Optional.of(line.task()),
                    line.attempt(),
                    line.version() < 0 ? OptionalLong.empty() : OptionalLong.of(line.version() + 1L),
                    line.handler().isEmpty() ? Optional.empty() : Optional.of(line.handler()),
                    line.details(),
                    place == 0 ? previous : hashes.get(place - 1),
                    hashes.get(place)));
        }
        return entries;
    }
}
