/**
 * {@code ./patchbay bench chaos}: recovery jobs by three nodes in processes of their own, which are stopped, killed and cut off, and a
 * checker that reads the audit logs afterwards. The tests of the distribution run the same for a moment.
 */
package io.patchbay.benchmarks.chaos;
