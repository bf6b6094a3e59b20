package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.SocketClient;
import io.patchbay.benchmarks.portal.WebSocketLink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients of a namespace that sends back what they say. */
final class EchoLoad extends Load {
    private static final int CLIENTS = 50;
    private static final long PATIENCE_SECONDS = 30;

    private final SwapNode node;
    private final String namespace;
    private final SocketClient[] clients = new SocketClient[CLIENTS];
    private long number;
    private boolean leaving;

    EchoLoad(SwapNode node, String namespace) throws InterruptedException {
        super(node.loop());
        this.node = node;
        this.namespace = namespace;
        CountDownLatch out = new CountDownLatch(CLIENTS);
        loop().execute(() -> {
            for (int i = 0; i < CLIENTS; i++) {
                connect(i, out);
            }
        });
        if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(out.getCount() + " clients are not in the namespace " + namespace);
        }
    }

    private void connect(int index, CountDownLatch out) {
        clients[index] = new SocketClient(
                listener -> new WebSocketLink(loop(), node.address(), listener),
                "40/" + namespace + ",{\"from\":\"load\"}", // by which bad namespaces know them
                opened -> out.countDown(),
                why -> {
                    if (!leaving) {
                        tally().drop("client " + index + " of the namespace was cut off: " + why);
                    }
                });
    }

    @Override
    void send(Tally.Request request) {
        long mine = ++number;
        clients[(int) (mine % CLIENTS)].request("message-with-ack", "\"" + mine + "\"", told -> {
            if (told.equals("[\"" + mine + "\"]")) {
                request.succeed();
            } else {
                request.fail("message " + mine + " came back as " + told);
            }
        });
    }

    @Override
    void disperse() throws InterruptedException {
        Asked.of(loop(), () -> {
            leaving = true;
            for (SocketClient client : clients) {
                client.leave();
            }
            return true;
        });
    }
}
