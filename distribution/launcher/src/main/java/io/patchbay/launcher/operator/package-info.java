/** The operator's words at the command line, each over the HTTP API of a running node. */
package io.patchbay.launcher.operator;
