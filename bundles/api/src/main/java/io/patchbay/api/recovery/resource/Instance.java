package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A virtual machine.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param state how it is to be left; absent: running
 * @param diagnosis how to find out whether it serves; absent: it serves once it runs
 * @param userData what it reads when it first starts, as {@link UserData} writes it; in no output
 */
public record Instance(
        String id,
        String name,
        Optional<String> description,
        Optional<InstanceState> state,
        Optional<Diagnosis> diagnosis,
        Optional<Secret> userData) {
    /** @throws IllegalArgumentException if the id is no identifier, or the user data is not what Nova takes */
    public Instance {
        Checks checks = new Checks();
        checks.identifier("id", id);
        userData.ifPresent(written -> UserData.check(checks, written));
        checks.finish();
    }
}
