/** References between tasks, and whether inputs suit their types. */
package io.patchbay.migrator.internal.reference;
