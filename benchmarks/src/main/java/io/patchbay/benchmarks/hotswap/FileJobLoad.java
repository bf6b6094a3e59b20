package io.patchbay.benchmarks.hotswap;

import java.util.ArrayList;
import java.util.List;

/** Jobs whose tasks write files and refer to them. */
final class FileJobLoad extends JobLoad {
    private static final int PAIRS = 10; // of tasks, in each job

    FileJobLoad(SwapNode node) throws InterruptedException {
        super(node);
    }

    @Override
    String path(String job) {
        return "/jobs";
    }

    @Override
    String body(String job) {
        String folder = JSON.valueToTree(
                        node().plugins().resolveSibling("made").resolve(job).toString())
                .toString();
        List<String> tasks = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            tasks.add("{\"id\":\"write-" + pair + "\",\"type\":\"example.write-file\",\"input\":{\"folder\":" + folder
                    + ",\"content\":\"of " + job + "\"}}");
            tasks.add("{\"id\":\"refer-" + pair + "\",\"type\":\"example.noop\",\"dependencies\":[\"write-" + pair
                    + "\"],\"input\":{\"file\":{\"$ref\":\"write-" + pair + "#/file\"}}}");
        }
        return "{\"id\":\"" + job + "\",\"name\":\"" + job
                + "\",\"type\":\"migration\",\"cluster\":\"site-b\",\"tasks\":[" + String.join(",", tasks) + "]}";
    }

    @Override
    int tasks() {
        return 2 * PAIRS;
    }

    @Override
    void succeeded(String job) {
        // its audit log has told all
    }
}
