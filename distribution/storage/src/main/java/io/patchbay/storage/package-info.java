/** A worker that holds releases for clients: a plain process without a framework. */
package io.patchbay.storage;
