/** Starts Patchbay: from the command line, or inside any Java program by {@link io.patchbay.launcher.PatchbayNode}. */
package io.patchbay.launcher;
