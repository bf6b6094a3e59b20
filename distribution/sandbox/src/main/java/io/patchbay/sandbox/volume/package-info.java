/** Cinder v3, on files in a folder for each pool. */
package io.patchbay.sandbox.volume;
