/** Resources that several jobs need at once: who holds them, and what may be done with them. */
package io.patchbay.migrator.internal.shared;
