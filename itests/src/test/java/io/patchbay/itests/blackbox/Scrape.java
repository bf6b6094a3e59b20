package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node's {@code /metrics} says, read as strictly as Prometheus' text format 0.0.4 is written down: each metric with its
 * type before its samples, in one block, no sample twice, buckets that ascend to {@code +Inf}. Immutable.
 */
final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary|untyped)");

    /** One series. */
    private record Series(String name, Map<String, String> labels) {}

    private final Map<Series, Double> samples = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();

    private Scrape(String text) {
        assertThat(text).endsWith("\n");
        String block = "";
        Set<String> blocks = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                block = type.group(1);
                assertThat(blocks.add(block)).as("one block: %s", line).isTrue();
                types.put(block, type.group(2));
            } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
                add(line, block);
            }
        }
        checkHistograms();
    }

    static Scrape of(NodeProcess node) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        return new Scrape(answer.body());
    }

    /** The names of all series. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        samples.keySet().forEach(series -> names.add(series.name()));
        return names;
    }

    /** Whatever stands in a label. */
    Set<String> labelValues() {
        Set<String> values = new HashSet<>();
        samples.keySet().forEach(series -> values.addAll(series.labels().values()));
        return values;
    }

    /** The sum of all series of a name that have at least these labels; 0 if there are none. */
    double sum(String name, Map<String, String> labels) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().name().equals(name))
                .filter(sample -> sample.getKey().labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private void add(String line, String block) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("a sample: %s", line).isTrue();
        Map<String, String> labels = new HashMap<>();
        if (sample.group(3) != null) {
            Matcher label = LABEL.matcher(sample.group(3));
            while (label.find()) {
                assertThat(labels.put(label.group(1), label.group(2)))
                        .as("a label once: %s", line)
                        .isNull();
            }
        }
        assertThat(sample.group(1)).as("in the block of its type").matches(block + "(_bucket|_sum|_count)?");
        double value = sample.group(4).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(4));
        assertThat(samples.put(new Series(sample.group(1), Map.copyOf(labels)), value))
                .as("a series once: %s", line)
                .isNull();
    }

    private void checkHistograms() {
        Map<Series, Double> last = new HashMap<>();
        samples.forEach((series, value) -> {
            if (series.name().endsWith("_bucket")) {
                Map<String, String> of = new HashMap<>(series.labels());
                String bound = of.remove("le");
                Series histogram = new Series(series.name().replaceAll("_bucket$", ""), Map.copyOf(of));
                assertThat(types).containsEntry(histogram.name(), "histogram");
                assertThat(value)
                        .as("buckets ascend: %s", series)
                        .isGreaterThanOrEqualTo(last.getOrDefault(histogram, 0.0));
                last.put(histogram, value);
                if (bound.equals("+Inf")) {
                    assertThat(samples)
                            .as("the last bucket holds all of %s", histogram)
                            .containsEntry(new Series(histogram.name() + "_count", histogram.labels()), value);
                }
            }
        });
    }
}
