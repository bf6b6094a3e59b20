/** What operators may want when, and what jobs come to: no input or output, no threads. */
package io.patchbay.migrator.internal.control;
