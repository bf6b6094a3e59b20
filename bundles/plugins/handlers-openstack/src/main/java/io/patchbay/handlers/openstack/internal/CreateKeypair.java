package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers a public key for the cloud's user, who makes the instances: keypairs belong to users. All that is kept of one is its name,
 * which is its identity, and the line of the key; so the mark is in the comment of that line. The same key under the same name that bears
 * no mark is used, and never deleted. No key is ever generated there: nobody would be told the private half.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.keypair")
public final class CreateKeypair extends CloudHandler<TaskInput.CreateKeypair> {
    @Activate
    public CreateKeypair(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateKeypair.class);
    }

    @Override
    Optional<Output> lookFor(Work<TaskInput.CreateKeypair> work) throws OpenStackException, InterruptedException {
        return isThere(work) ? Optional.of(output(work)) : Optional.empty();
    }

    private static boolean isThere(Work<TaskInput.CreateKeypair> work) throws OpenStackException, InterruptedException {
        return there(work)
                .filter(line -> Mark.in(line).equals(Optional.of(work.mark())))
                .isPresent();
    }

    private static boolean isSame(Work<TaskInput.CreateKeypair> work) throws OpenStackException, InterruptedException {
        return there(work)
                .filter(line -> Mark.in(line).isEmpty())
                .filter(line -> keyOf(line).equals(keyOf(work.input().keypair().publicKey())))
                .isPresent();
    }

    private static Optional<String> there(Work<TaskInput.CreateKeypair> work)
            throws OpenStackException, InterruptedException {
        return work.cloud()
                .admin()
                .compute()
                .find(Service.path("/os-keypairs/{}", work.input().keypair().name()))
                .map(answer -> answer.path("keypair").path("public_key").asText());
    }

    /** What it is and its digits, without the comment. */
    private static List<String> keyOf(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        return words.subList(0, Math.min(2, words.size()));
    }

    @Override
    Output carryOut(Work<TaskInput.CreateKeypair> work) throws OpenStackException, InterruptedException {
        Keypair asked = work.input().keypair();
        try {
            work.cloud()
                    .admin()
                    .compute()
                    .post("/os-keypairs", Map.of("keypair", Map.of("name", asked.name(), "public_key", line(work))));
        } catch (OpenStackException refused) {
            if (refused.status().orElse(0) != 409) {
                throw refused;
            }
            if (isSame(work)) {
                return made(
                        new TaskOutput.KeypairMade(keypair(work, Mark.without(asked.publicKey()))),
                        new Message(
                                "create.keypair.there",
                                "the user has this key already: it is used, and will not be deleted"));
            }
            if (!isThere(work)) {
                throw refused.saying(
                        Kind.CONFLICT,
                        "the user of cloud " + work.cloud().name() + " has a keypair '" + asked.name()
                                + "' already, which this task has not made. " + refused.getMessage());
            }
        }
        return output(work);
    }

    private static String line(Work<TaskInput.CreateKeypair> work) {
        return Mark.without(work.input().keypair().publicKey()) + " "
                + work.mark().text();
    }

    private static Output output(Work<TaskInput.CreateKeypair> work) {
        return made(new TaskOutput.KeypairMade(keypair(work, line(work))));
    }

    private static Keypair keypair(Work<TaskInput.CreateKeypair> work, String line) {
        String name = work.input().keypair().name();
        String id = Identifier.isValid(name) ? name : work.mark().digits();
        return new Keypair(id, name, line);
    }
}
