/** Nova v2.1. No guest runs. */
package io.patchbay.sandbox.compute;
