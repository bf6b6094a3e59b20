package io.patchbay.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was done to whom, and when. Confined to one thread. */
final class Timeline {
    /** What is done to ZooKeeper is done to all. */
    static final String ZOOKEEPER = "zookeeper";

    private static final String FROM = "from ";

    private final List<Event> events = new ArrayList<>();

    private record Event(Instant at, String whom) {}

    void add(String whom) {
        events.add(new Event(Instant.now(), whom));
    }

    /** How long a task that was taken over had waited for it; 0 where ZooKeeper was away meanwhile. */
    long waitedMillis(JsonNode takenOver) {
        Instant taken = Instant.parse(takenOver.path("at").asText());
        String from = takenOver.path("details").asText().replace(FROM, "");
        Event last = new Event(taken, from);
        for (Event event : events) {
            boolean concerns = event.whom().equals(from) || event.whom().equals(ZOOKEEPER);
            if (concerns && event.at().isBefore(taken)) {
                last = event;
            }
        }
        return last.whom().equals(ZOOKEEPER)
                ? 0
                : Duration.between(last.at(), taken).toMillis();
    }
}
