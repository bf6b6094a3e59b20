/** A small application server: the part between Patchbay's REST API and the browsers. */
package io.patchbay.examples.appserver;
