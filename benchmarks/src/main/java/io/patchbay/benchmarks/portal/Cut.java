package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Everybody is cut off at once and comes back at once, while texts are said and others log in. */
final class Cut implements Case {
    private static final int CLIENTS = 5_000;
    private static final int ROOMS = 100;
    private static final int MISSED = 3;
    private static final double MOST_RATIO = 1.4;
    private static final double MOST_LOGIN_MILLIS = 1_000;
    private static final int FRESH = 200;
    private static final long FRESH_MILLIS = 100;
    private static final long AWAY_MILLIS = 300; // the peer does not know sessions whose end it has not noticed
    private static final long RECEIPT_MILLIS = 2_500;
    private static final long PATIENCE_SECONDS = 60;

    private record Outcome(double seconds, double mostSeconds, int lost, int twice, double slowestLogin) {}

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        int count = bench.scaled(CLIENTS);
        Outcome node = new Run(bench, bench.node(), transport, count).outcome();
        Outcome peer = new Run(bench, bench.peer(), transport, count).outcome();
        String what = String.format("%,d cut, ", count);
        bench.table()
                .atMost(
                        transport,
                        what + "seconds until all are back",
                        node.seconds(),
                        peer.seconds(),
                        MOST_RATIO * (transport == Transport.WEBSOCKET ? peer.seconds() : peer.mostSeconds()));
        bench.table().atMost(transport, what + "texts lost", node.lost(), peer.lost(), 0);
        bench.table()
                .tell(
                        transport,
                        what + "texts heard twice",
                        String.valueOf(node.twice()),
                        String.valueOf(peer.twice()));
        bench.table()
                .atMost(
                        transport,
                        what + "slowest fresh login, ms",
                        node.slowestLogin(),
                        peer.slowestLogin(),
                        MOST_LOGIN_MILLIS);
    }

    /**
     * How long it took.
     *
     * @param mostSeconds until 99 of 100 were back: the peer may notice the end of a poll by a missing answer to its ping only
     */
    private record Back(double seconds, double mostSeconds) {}

    /** One server's turn. */
    private static final class Run {
        private final Server server;
        private final Clients clients;
        private final Transport transport;
        private final Logins logins;
        private final List<String> rooms;
        private final Map<Member, BitSet> heard = new HashMap<>(); // confined to the loop once texts are said
        private int twice;

        Run(Bench bench, Server server, Transport transport, int count) {
            this.server = server;
            this.clients = bench.clients(server, transport);
            this.transport = transport;
            this.logins = new Logins(server, clients);
            this.rooms = IntStream.range(0, count)
                    .mapToObj(i -> "cut-" + i % Math.min(ROOMS, count))
                    .toList();
        }

        Outcome outcome() throws IOException, InterruptedException {
            List<Member> members = logins.gather(rooms);
            List<Member> speakers = logins.gather(rooms.stream().distinct().toList()); // who stay
            for (Member member : members) {
                heard.put(member, new BitSet());
                member.onText(this::hear);
            }
            everybodySays(speakers, 0);
            Thread.sleep(RECEIPT_MILLIS); // both servers know by then what has arrived
            List<String> fresh = server.logins(
                    IntStream.range(0, FRESH).mapToObj(i -> "fresh-" + i).toList());

            Back back;
            double slowest;
            try (FreshLogins others = new FreshLogins(server, transport, fresh)) {
                back = cutAll(members, speakers);
                slowest = others.slowestMillis();
            }
            int lost = lostOnceQuiet();
            List<Member> all = new ArrayList<>(members);
            all.addAll(speakers);
            logins.disperse(all);
            return new Outcome(back.seconds(), back.mostSeconds(), lost, twice, slowest);
        }

        private Back cutAll(List<Member> members, List<Member> speakers) throws InterruptedException {
            CountDownLatch back = new CountDownLatch(members.size());
            AtomicLong mostBack = new AtomicLong();
            long few = members.size() / 100;
            clients.loop().execute(() -> {
                members.forEach(Member::cut);
                for (int i = 1; i <= MISSED; i++) {
                    String text = "@" + i + "@";
                    speakers.forEach(speaker -> speaker.say(text, () -> {}));
                }
            });
            Thread.sleep(AWAY_MILLIS);
            long started = System.nanoTime();
            clients.loop()
                    .execute(() -> members.forEach(member -> member.comeBack(() -> {
                        back.countDown();
                        if (back.getCount() == few) {
                            mostBack.set(System.nanoTime() - started);
                        }
                    })));
            if (!back.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        back.getCount() + " of " + members.size() + " are not back at " + server.name());
            }
            return new Back((System.nanoTime() - started) / 1e9, mostBack.get() / 1e9);
        }

        private void everybodySays(List<Member> speakers, int number) throws InterruptedException {
            CountDownLatch said = new CountDownLatch(speakers.size());
            clients.loop().execute(() -> speakers.forEach(speaker -> speaker.say("@" + number + "@", said::countDown)));
            if (!said.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all texts were answered by " + server.name());
            }
        }

        private void hear(Member member, String text) {
            int from = text.indexOf('@') + 1;
            int number = Integer.parseInt(text, from, text.indexOf('@', from), 10);
            BitSet all = heard.get(member);
            if (all.get(number)) {
                twice++;
            }
            all.set(number);
        }

        /** How many texts have not been heard by then. */
        private int lostOnceQuiet() throws InterruptedException {
            Thread.sleep(RECEIPT_MILLIS);
            AtomicLong lost = new AtomicLong();
            CountDownLatch counted = new CountDownLatch(1);
            clients.loop().execute(() -> {
                heard.values().forEach(all -> lost.addAndGet(MISSED + 1 - all.cardinality()));
                counted.countDown();
            });
            counted.await();
            return (int) lost.get();
        }
    }

    /** Somebody who logs in every now and then, on a thread of its own. */
    private static final class FreshLogins implements AutoCloseable {
        private static final long MOST_PENDING_MILLIS = 2_000; // so that those begun before the end count, too

        private final Loop loop;
        private volatile long slowestNanos;

        FreshLogins(Server server, Transport transport, List<String> data) throws IOException {
            this.loop = new Loop("fresh-logins");
            Clients clients = new Clients(loop, transport, server.process().url());
            loop.execute(() -> {
                for (int i = 0; i < data.size(); i++) {
                    String login = data.get(i);
                    loop.after(FRESH_MILLIS * (i + 1), () -> login(server, clients, login));
                }
            });
        }

        private void login(Server server, Clients clients, String data) {
            long started = System.nanoTime();
            Member member = new Member(server, clients);
            member.login(data, () -> {
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - started);
                member.logout(() -> {});
            });
        }

        /** Of those that are in by now. */
        double slowestMillis() throws InterruptedException {
            Thread.sleep(MOST_PENDING_MILLIS);
            return slowestNanos / 1e6;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
