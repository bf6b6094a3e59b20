package io.patchbay.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People who come, talk, lose their connection, come back and leave, one thing at a time. Confined to one thread. */
final class Guests implements Traffic.Source {
    static final List<String> ROOMS =
            List.of("stand-up", "design review", "book club", "support", "pair programming", "coffee");
    static final int USUALLY = 36;

    private static final List<String> NAMES = List.of(
            "ada",
            "alan",
            "anita",
            "barbara",
            "claude",
            "dennis",
            "edsger",
            "edith",
            "fran",
            "grace",
            "hedy",
            "ivan",
            "jean",
            "john",
            "karen",
            "katherine",
            "lynn",
            "margaret",
            "niklaus",
            "radia",
            "shafi",
            "sophie",
            "tony",
            "vint");
    private static final List<String> TEXTS = List.of(
            "good morning",
            "can you hear me?",
            "I shall be back in a minute",
            "next slide, please",
            "agreed",
            "one more thing",
            "who takes notes?",
            "that was quick");
    private static final double TALKS = 0.6;
    private static final double LOSES = 0.04;
    private static final double COMES_BACK = 0.25;

    private final Entrance entrance;
    private final Random random;
    private final List<Presence> here = new ArrayList<>();
    private final List<Presence> away = new ArrayList<>();
    private int came;

    /** Where people get in. */
    @FunctionalInterface
    interface Entrance {
        /**
         * Lets somebody in.
         *
         * @param room the index of one of {@link Guests#ROOMS}
         */
        Presence enter(String name, int room) throws IOException, InterruptedException, StepFailedException;
    }

    Guests(Entrance entrance, Random random) {
        this.entrance = entrance;
        this.random = random;
    }

    /** One thing happens. */
    @Override
    public void goOn() throws IOException, InterruptedException, StepFailedException {
        if (!away.isEmpty() && random.nextDouble() < COMES_BACK) {
            Presence back = away.remove(0);
            back.comeBack();
            here.add(back);
        } else if (here.size() < USUALLY / 2) { // at first nobody is here who could talk
            come();
        } else if (random.nextDouble() < TALKS) {
            talk();
        } else if (random.nextDouble() < LOSES / (1 - TALKS)) {
            Presence lost = anybody();
            here.remove(lost);
            lost.lose();
            away.add(lost);
        } else if (random.nextInt(2 * USUALLY) >= here.size()) { // the more are here, the rather one leaves
            come();
        } else {
            Presence going = anybody();
            here.remove(going);
            going.leave();
        }
    }

    private void come() throws IOException, InterruptedException, StepFailedException {
        int number = came++;
        here.add(entrance.enter(NAMES.get(number % NAMES.size()), number % ROOMS.size()));
    }

    private void talk() throws InterruptedException, StepFailedException {
        Presence talking = anybody();
        try {
            talking.say(TEXTS.get(random.nextInt(TEXTS.size())));
        } catch (StepFailedException unanswered) { // an operator has removed them, or their room: nobody will answer
            here.remove(talking);
            talking.lose();
            throw unanswered;
        }
    }

    private Presence anybody() {
        return here.get(random.nextInt(here.size()));
    }
}
