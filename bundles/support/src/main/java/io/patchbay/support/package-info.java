/** Small things that several bundles need, copied privately into each that uses them. */
package io.patchbay.support;
