package io.patchbay.migrator.internal.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what waits for itself, directly or through others. Confined to one thread. */
public final class Circles {
    private static final int MOST = 100;

    private final List<List<Integer>> needs;
    private final List<List<Integer>> followers = new ArrayList<>();
    private final int[] missing;
    private final BitSet left = new BitSet();

    private Circles(List<List<Integer>> needs) {
        this.needs = needs;
        this.missing = new int[needs.size()];
        needs.forEach(each -> followers.add(new ArrayList<>()));
        for (int number = 0; number < missing.length; number++) {
            missing[number] = needs.get(number).size();
            for (int need : needs.get(number)) {
                followers.get(need).add(number);
            }
        }
    }

    /**
     * Circles without a member in common, or the first {@value #MOST}; when none is found there is none.
     *
     * @param needs for each number those that it waits for
     * @return of each circle its members, each before the one that it waits for
     */
    public static List<List<Integer>> of(List<List<Integer>> needs) {
        return new Circles(needs).find();
    }

    private List<List<Integer>> find() {
        left.set(0, missing.length);
        Deque<Integer> free = new ArrayDeque<>();
        for (int number = 0; number < missing.length; number++) {
            if (missing[number] == 0) {
                free.add(number);
            }
        }
        takeAway(free);
        List<List<Integer>> circles = new ArrayList<>();
        while (!left.isEmpty() && circles.size() < MOST) {
            List<Integer> circle = next();
            circles.add(circle);
            takeAway(new ArrayDeque<>(circle));
        }
        return circles;
    }

    /** And then what waits for nothing any more, until all is gone, or only circles and what follows them are left. */
    private void takeAway(Deque<Integer> free) {
        while (!free.isEmpty()) {
            int number = free.remove();
            if (left.get(number)) {
                left.clear(number);
                for (int follower : followers.get(number)) {
                    if (--missing[follower] == 0) {
                        free.add(follower);
                    }
                }
            }
        }
    }

    /** Whatever is left waits for something that is left: going back must come round. */
    private List<Integer> next() {
        List<Integer> path = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        int number = left.nextSetBit(0);
        while (!places.containsKey(number)) {
            places.put(number, path.size());
            path.add(number);
            number = needs.get(number).stream().filter(left::get).findFirst().orElseThrow();
        }
        return List.copyOf(path.subList(places.get(number), path.size()));
    }
}
