/** What unit tests of several bundles need: time that they own. */
package io.patchbay.testing;
