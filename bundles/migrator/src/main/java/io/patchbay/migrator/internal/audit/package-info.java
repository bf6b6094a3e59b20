/** The audit log: what is told, and how its lines are chained. */
package io.patchbay.migrator.internal.audit;
