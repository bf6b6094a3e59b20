/**
 * Plug-ins replaced in a whole node that is used meanwhile, and what that does to those who use it. {@code ./patchbay bench
 * hotswap} runs it at full size, the tests of the distribution at a shorter one. Another extension point joins by one class:
 * a {@link io.patchbay.benchmarks.hotswap.Subject}.
 */
package io.patchbay.benchmarks.hotswap;
