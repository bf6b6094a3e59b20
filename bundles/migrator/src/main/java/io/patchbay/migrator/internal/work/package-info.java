/** Tasks on this node: which may begin, who may begin them, and attempts at them. */
package io.patchbay.migrator.internal.work;
