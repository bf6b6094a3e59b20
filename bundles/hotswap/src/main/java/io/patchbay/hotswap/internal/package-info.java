/** Installs plug-ins from a folder, checks them, and switches the engines over while they run. */
package io.patchbay.hotswap.internal;
