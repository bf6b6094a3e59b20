package io.patchbay.authoring;

import io.patchbay.contract.BrokenContract;
import io.patchbay.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * One plug-in that a jar offers, and the instances of it that were made. Thread-safe.
 *
 * @param <T> the interface that it implements
 */
final class Offer<T> {
    private final Contract<T> contract;
    private final ServiceReference<?> reference;
    private final ServiceObjects<?> objects;
    private final List<Runnable> giveBacks = new ArrayList<>();

    Offer(Contract<T> contract, ServiceReference<?> reference, ServiceObjects<?> objects) {
        this.contract = contract;
        this.reference = reference;
        this.objects = objects;
    }

    Contract<T> contract() {
        return contract;
    }

    String name() {
        return String.valueOf(reference.getProperty("patchbay.name"));
    }

    boolean isPrototype() {
        return Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE));
    }

    /** Of a prototype-scoped plug-in a new instance, else the one that there is. */
    synchronized T instance() {
        T plugin = make(objects);
        return plugin;
    }

    private <S> T make(ServiceObjects<S> made) {
        S service = made.getService();
        if (service == null) {
            throw new BrokenContract("its service cannot be made; the log below says why");
        }
        giveBacks.add(() -> made.ungetService(service));
        return contract.type().cast(service);
    }

    synchronized void giveBack() {
        giveBacks.forEach(Runnable::run);
        giveBacks.clear();
    }
}
