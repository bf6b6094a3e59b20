/**
 * {@code ./patchbay bench migrator}: recovery jobs on nodes in this process, beside Temporal's in-memory test server and db-scheduler on
 * PostgreSQL, which do the same tasks in the same order with the same inputs.
 */
package io.patchbay.benchmarks.migrator;
