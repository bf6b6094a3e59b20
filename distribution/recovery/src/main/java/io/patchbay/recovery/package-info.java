/** {@code patchbay plan} and {@code patchbay recover}. */
package io.patchbay.recovery;
