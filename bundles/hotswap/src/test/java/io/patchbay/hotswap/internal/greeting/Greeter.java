package io.patchbay.hotswap.internal.greeting;

/** What the plug-ins of the tests implement. */
public interface Greeter {
    String greet();
}
