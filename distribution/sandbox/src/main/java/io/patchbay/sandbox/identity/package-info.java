/** Keystone v3. */
package io.patchbay.sandbox.identity;
