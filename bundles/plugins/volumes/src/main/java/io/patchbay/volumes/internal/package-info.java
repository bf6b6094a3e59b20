/** Copying volumes: the handlers, which ask the copier of a storage, and the copier for storages that are folders. */
package io.patchbay.volumes.internal;
