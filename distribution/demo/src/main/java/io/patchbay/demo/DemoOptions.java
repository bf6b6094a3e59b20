package io.patchbay.demo;

import java.util.List;

/**
 * What the demo was asked for.
 *
 * @param once whether it ends after the last step
 * @param broken the step to sabotage, or empty; for the tests of the demo itself
 */
record DemoOptions(boolean once, String broken) {
    /** @throws IllegalArgumentException if an argument is unknown, in one line that names it */
    static DemoOptions parse(List<String> arguments) {
        boolean once = false;
        String broken = "";
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--once" -> once = true;
                case "--break" -> {
                    i++;
                    broken = i < arguments.size() ? arguments.get(i) : "";
                    if (!MainJob.STEPS.contains(broken)) {
                        throw new IllegalArgumentException("--break must name one of " + MainJob.STEPS);
                    }
                }
                default -> throw new IllegalArgumentException(
                        arguments.get(i) + " is no option of demo; there is --once");
            }
        }
        return new DemoOptions(once, broken);
    }
}
