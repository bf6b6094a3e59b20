/** Secrets in inputs: sealed where they are kept, opened for the attempt that needs them. */
package io.patchbay.migrator.internal.seal;
