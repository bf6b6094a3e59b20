/** What several protocol versions need, copied privately into each codec. */
package io.patchbay.support.protocol;
