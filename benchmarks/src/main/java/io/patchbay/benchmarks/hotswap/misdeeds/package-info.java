/** Plug-ins that do on purpose what no plug-in may do. They wrap those that ship, and are packed into jars with them. */
package io.patchbay.benchmarks.hotswap.misdeeds;
