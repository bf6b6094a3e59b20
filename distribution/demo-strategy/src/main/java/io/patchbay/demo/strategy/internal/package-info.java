/** The strategy that the demo drops into a running server. */
package io.patchbay.demo.strategy.internal;
