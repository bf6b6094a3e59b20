package io.patchbay.handlers.openstack.internal;

import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;

/** What is left alone: an id alone, such as one that an operator has given for a task that was skipped, says not who made it. Stateless. */
final class Marks {
    private Marks() {}

    static OpenStackException missing(String what, String where) {
        return OpenStackException.of(
                Kind.BAD_REQUEST,
                what + " bears no mark of a recovery in its " + where
                        + ", so that it was not made by one: it is left alone");
    }
}
