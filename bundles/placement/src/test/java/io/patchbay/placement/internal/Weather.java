package io.patchbay.placement.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whatever may happen to a ledger, at random but the same each time. Confined to the test's thread. */
final class Weather {
    private static final int FLEET = 30;

    private final Rig rig;
    private final Random random = new Random(7);
    private final List<String> members = new ArrayList<>();
    private int tasks;
    private int joins;

    Weather(Rig rig) {
        this.rig = rig;
    }

    /** A ledger with workers. */
    Weather workers() {
        for (int worker = 0; worker < FLEET; worker++) {
            join();
        }
        return this;
    }

    /** So many things happen, a decision every third time. */
    Weather happens(int times) {
        for (int time = 0; time < times; time++) {
            switch (random.nextInt(40)) {
                case 0 -> join();
                case 1 -> leave();
                case 2 -> rig.state(any(), random.nextInt(4) == 0 ? 1 : 2);
                case 3 -> rig.unschedule("t" + random.nextInt(tasks + 1));
                case 4, 5 -> rig.pickUp(any(), "t" + random.nextInt(tasks + 1));
                case 6 -> schedule("t" + random.nextInt(tasks + 1));
                default -> {
                    if (time % 3 == 0) {
                        schedule("t" + tasks++);
                    } else {
                        rig.load(any(), random.nextInt(95) / 100.0);
                    }
                }
            }
        }
        return this;
    }

    /** A decision, whatever comes of it. */
    void schedule(String task) {
        Preference preference = random.nextBoolean() ? Preference.NONE : Preference.of("isp" + random.nextInt(2), "r");
        Rig.get(rig.engine.schedule(new ScheduleRequest(
                Rig.PURPOSE, task, preference, random.nextInt(2) * 5000L, new Origin("room" + tasks % 5, "service"))));
    }

    private void join() {
        String id = "w" + joins++;
        WorkerInfo info = random.nextBoolean()
                ? Rig.serving("isp" + random.nextInt(2), "r")
                : WorkerInfo.of(0.85, Attributes.NONE);
        rig.join(Rig.announcement(id, info, random.nextInt(80) / 100.0));
        members.add(id);
    }

    private void leave() {
        if (members.size() > 2) {
            Rig.get(rig.engine.quit(members.remove(random.nextInt(members.size()))));
        }
    }

    private String any() {
        return members.get(random.nextInt(members.size()));
    }
}
