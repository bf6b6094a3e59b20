/** What the lobby costs. */
package io.patchbay.benchmarks.lobby;
