/** What jobs and tasks are, how they are stored, and what may follow what: no input or output, no threads. */
package io.patchbay.migrator.internal.model;
