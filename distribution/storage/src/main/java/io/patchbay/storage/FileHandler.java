package io.patchbay.storage;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, one after the other: the next one is read once the last answer is out, so that a client
 * which does not read costs one open file. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of Netty's: whoever cares adds a listener, and a failed channel closes
final class FileHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FileHandler.class);
    private static final String FILES = "/files/";
    private static final long REQUEST_SECONDS = 10;
    private static final long PAUSE_SECONDS = 60;

    private final Shelf shelf;
    private final Traffic traffic;
    private boolean admitted;
    private boolean answering;
    private Future<?> deadline;

    FileHandler(Shelf shelf, Traffic traffic) {
        this.shelf = shelf;
        this.traffic = traffic;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        admitted = traffic.came();
        expectRequest(context, REQUEST_SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel(false);
        traffic.left();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                if (answering) {
                    context.close(); // it sends on without being read: not by HTTP
                    return;
                }
                answering = true;
                deadline.cancel(false);
                context.channel().config().setAutoRead(false);
                take(context, request);
            } else if (message instanceof HttpContent content && !(content instanceof LastHttpContent)) {
                context.close(); // a body, which nothing here takes
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close(); // neither side has got a byte through
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        LOG.debug("A connection failed", thrown);
        context.close();
    }

    /** A client that sends its request byte by byte has no more time than others. */
    private void expectRequest(ChannelHandlerContext context, long seconds) {
        deadline = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
    }

    private void take(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, request, HttpResponseStatus.BAD_REQUEST, "this is no request", false);
        } else if (!admitted) {
            refuse(context, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many connections", false);
        } else if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0) {
            refuse(context, request, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "no request here has a body", false);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            end(context, request, Replies.preflight());
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            refuse(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "there are GET, HEAD and OPTIONS", true);
        } else if (!request.uri().startsWith(FILES)) {
            refuse(context, request, HttpResponseStatus.NOT_FOUND, "files are at /files/ and their SHA-256", true);
        } else {
            file(context, request, request.uri().substring(FILES.length()));
        }
    }

    private void file(ChannelHandlerContext context, HttpRequest request, String hash) {
        Optional<Shelf.Checked> found;
        FileChannel content;
        try {
            found = shelf.find(hash);
            if (found.isEmpty()) {
                refuse(context, request, HttpResponseStatus.NOT_FOUND, "there is no such file, or not yet", true);
                return;
            }
            content = FileChannel.open(found.get().file(), StandardOpenOption.READ);
        } catch (IOException failed) {
            LOG.warn("A file cannot be read: {}", failed.toString());
            refuse(context, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "the file cannot be read now", true);
            return;
        }
        answer(context, request, new Opened(content, found.get().size(), '"' + hash + '"'));
    }

    /** A file that is closed once its answer is out. */
    private record Opened(FileChannel content, long size, String tag) {
        void close() {
            try {
                content.close();
            } catch (IOException failed) {
                LOG.debug("A file could not be closed", failed);
            }
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request, Opened file) {
        if (header(request, HttpHeaderNames.IF_NONE_MATCH)
                .filter(tags -> Replies.matches(tags, file.tag()))
                .isPresent()) {
            file.close();
            end(context, request, Replies.described(Replies.empty(HttpResponseStatus.NOT_MODIFIED), file.tag()));
            return;
        }
        // of another file than this one the whole is wanted, and HEAD knows no ranges (RFC 9110, section 14.2)
        boolean inParts = request.method().equals(HttpMethod.GET)
                && header(request, HttpHeaderNames.IF_RANGE)
                        .map(file.tag()::equals)
                        .orElse(true);
        ByteRange.Wish wish =
                ByteRange.of(inParts ? header(request, HttpHeaderNames.RANGE) : Optional.empty(), file.size());
        if (wish instanceof ByteRange.Wish.Nothing) {
            file.close();
            HttpResponse none =
                    Replies.described(Replies.empty(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE), file.tag());
            none.headers().set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + file.size());
            none.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            end(context, request, none);
            return;
        }
        boolean part = wish instanceof ByteRange.Wish.Part;
        ByteRange range = wish instanceof ByteRange.Wish.Part some ? some.range() : new ByteRange(0, file.size());
        HttpResponse head = Replies.described(
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, part ? HttpResponseStatus.PARTIAL_CONTENT : HttpResponseStatus.OK),
                file.tag());
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, range.length());
        if (part) {
            head.headers()
                    .set(
                            HttpHeaderNames.CONTENT_RANGE,
                            "bytes " + range.from() + "-" + (range.from() + range.length() - 1) + "/" + file.size());
        }
        send(context, request, head, file, range);
    }

    private void send(
            ChannelHandlerContext context, HttpRequest request, HttpResponse head, Opened file, ByteRange range) {
        boolean keepAlive = keepAlive(request, head);
        context.write(head);
        if (request.method().equals(HttpMethod.HEAD) || range.length() == 0) {
            file.close();
        } else {
            ChannelProgressivePromise sent = context.newProgressivePromise();
            sent.addListener(new Counting(traffic));
            // closes the file, whatever becomes of it; the kernel copies from it into the socket
            context.write(new DefaultFileRegion(file.content(), range.from(), range.length()), sent);
        }
        finish(context, context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), keepAlive);
    }

    private void end(ChannelHandlerContext context, HttpRequest request, HttpResponse whole) {
        boolean keepAlive = keepAlive(request, whole);
        finish(context, context.writeAndFlush(whole), keepAlive);
    }

    private void finish(ChannelHandlerContext context, ChannelFuture written, boolean keepAlive) {
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        written.addListener(done -> {
            if (!done.isSuccess()) {
                context.close();
                return;
            }
            answering = false;
            expectRequest(context, PAUSE_SECONDS);
            context.channel().config().setAutoRead(true);
        });
    }

    private void refuse(
            ChannelHandlerContext context,
            HttpRequest request,
            HttpResponseStatus status,
            String why,
            boolean keepAlive) {
        HttpResponse refusal = Replies.refusal(status, request.method().equals(HttpMethod.HEAD) ? "" : why + "\n");
        if (!keepAlive) {
            refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        end(context, request, refusal);
    }

    private static boolean keepAlive(HttpRequest request, HttpResponse answer) {
        boolean keepAlive = HttpUtil.isKeepAlive(request)
                && !answer.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        HttpUtil.setKeepAlive(answer.headers(), request.protocolVersion(), keepAlive);
        return keepAlive;
    }

    private static Optional<String> header(HttpRequest request, CharSequence name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    /** Counts what has gone out, while it goes. */
    private static final class Counting implements ChannelProgressiveFutureListener {
        private final Traffic traffic;
        private long counted;

        private Counting(Traffic traffic) {
            this.traffic = traffic;
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
            traffic.sent(progress - counted);
            counted = progress;
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            // all of it has been told as progress
        }
    }
}
