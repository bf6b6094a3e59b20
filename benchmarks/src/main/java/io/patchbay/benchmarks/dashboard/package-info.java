/** What an operator feels of the dashboard of a node that has much to show. */
package io.patchbay.benchmarks.dashboard;
