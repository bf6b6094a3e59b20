/** Jobs as entries of the shared tree: where they are, and how they are read and written. */
package io.patchbay.migrator.internal.store;
