package io.patchbay.benchmarks.dashboard;

import java.io.IOException;

/**
 * A page of the dashboard.
 *
 * @param name of its row
 * @param address tells what follows {@code /console#/}, asked when the page is opened: what it names may not be kept for long
 * @param table the label of the table that is scrolled; when its first row is there the page has its content
 */
record View(String name, Address address, String table) {
    /** What has to be on the page before an operator sees anything of use. */
    String content() {
        return ".scroll[aria-label=\"" + table + "\"] tbody tr:not(.space)";
    }

    /** Where a page is. */
    interface Address {
        String find() throws IOException, InterruptedException;
    }
}
