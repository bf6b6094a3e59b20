/** Recovery plans: reading them, finding what is wrong with them, and making graphs of them. */
package io.patchbay.migrator.internal.plan;
