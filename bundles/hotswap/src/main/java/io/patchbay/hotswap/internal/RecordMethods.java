package io.patchbay.hotswap.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * What the Java runtime keeps of the record for which it has last made {@code equals}, {@code hashCode} or {@code toString}, which it
 * does when one is first called: the method handles that all records share remember what they were last converted to ({@link
 * MethodHandle#asType}), and so the class of that record, those of its components, and their loader. If they are a removed plug-in's,
 * nothing of it leaves the memory until the turn of another record comes, which may be never. No state of its own.
 */
final class RecordMethods {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private RecordMethods() {}

    /** Stands in for all others. Its component is of a type to which every one of the shared handles has to be converted. */
    private record Own(RecordMethods component) {}

    /** Has the methods of a record of this bundle made, so that no other is remembered. Takes some microseconds; on any thread. */
    static void forgetOthers() {
        try {
            MethodHandle component =
                    LOOKUP.findVirtual(Own.class, "component", MethodType.methodType(RecordMethods.class));
            for (String method : List.of("equals", "hashCode", "toString")) {
                ObjectMethods.bootstrap(LOOKUP, method, MethodHandle.class, Own.class, "component", component);
            }
        } catch (Error | RuntimeException failed) {
            throw failed;
        } catch (Throwable impossible) { // what a bootstrap method declares
            throw new IllegalStateException("this Java runtime makes no methods of records", impossible);
        }
    }
}
