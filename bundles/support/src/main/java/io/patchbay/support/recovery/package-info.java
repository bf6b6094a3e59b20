/** What only task handlers copy: whoever copies it imports the contracts of recovery and of slots. */
package io.patchbay.support.recovery;
