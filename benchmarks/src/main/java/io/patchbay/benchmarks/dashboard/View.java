package io.patchbay.benchmarks.dashboard;

/**
 * A page of the dashboard.
 *
 * @param name of its row
 * @param address what follows {@code /console#/}
 * @param table the label of the table that is scrolled; when its first row is there the page has its content
 */
record View(String name, String address, String table) {
    /** What has to be on the page before an operator sees anything of use. */
    String content() {
        return ".scroll[aria-label=\"" + table + "\"] tbody tr:not(.space)";
    }
}
