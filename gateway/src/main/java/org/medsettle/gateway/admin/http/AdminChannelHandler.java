package org.medsettle.gateway.admin.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.Exchange.AnswerListener;
import org.medsettle.gateway.admin.http.Route.Access;
import org.medsettle.gateway.config.AdminConfig;
import org.medsettle.gateway.trail.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request and hands it to its endpoint. One request of a connection is worked on at a time; the next
 * is taken up when the peer has taken the answer, so that one answer at most is kept for it.
 *
 * <p>Threads: confined to the admin event loop. Invariant: what waits came with one read, so it is
 * bounded by the read buffer. Failure: a peer that breaks HTTP in a way that has no answer is cut off; whatever an endpoint throws is a bug; the client gets a 500 and
 * the connection is closed.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AdminChannelHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AdminChannelHandler.class);
    /** Route name of requests that meant no route, so that strangers cannot make up label values. */
    private static final String NO_ROUTE = "none";

    private static final Problem MISDIRECTED = new Problem(
            421,
            ResultCode.SIGNATURE_INVALID,
            "without an admin.token this door is called by its address, as localhost or as its admin.host, not by"
                    + " another name; set the token to call it by any");

    private final List<Route> routes;
    private final byte[] token;
    private final HostCheck hosts;
    private final AuditTrail trail;
    private final AnswerListener listener;
    private final AdminConnection connection;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable Exchange exchange;
    private boolean taking;

    AdminChannelHandler(
            List<Route> routes,
            AdminConfig config,
            AuditTrail trail,
            AnswerListener listener,
            AdminConnection connection) {
        this.routes = routes;
        this.trail = trail;
        this.token = config.token().getBytes(StandardCharsets.UTF_8);
        this.hosts = new HostCheck(config.host());
        this.listener = listener;
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add((FullHttpRequest) message);
        if (exchange == null || exchange.takesMore()) {
            takeNext(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
        context.fireChannelInactive();
    }

    /** Works on waiting requests until one has to wait for its answer; reads more when none is left. */
    private void takeNext(ChannelHandlerContext context) {
        if (taking) {
            return;
        }
        taking = true;
        FullHttpRequest request = waiting.poll();
        boolean more = true;
        while (request != null && more) {
            try {
                handle(context, request);
            } finally {
                request.release();
            }
            more = exchange != null && exchange.takesMore();
            request = more ? waiting.poll() : null;
        }
        taking = false;
        if (more) {
            context.read();
        }
    }

    private void handle(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (request.decoderResult().isFailure()) {
            open(context, request, NO_ROUTE, false).audited().problem(ResultCode.MALFORMED, "this is not HTTP/1.1");
            return;
        }
        QueryStringDecoder target = new QueryStringDecoder(request.uri());
        if (!isDecodable(target)) {
            open(context, request, NO_ROUTE, false)
                    .audited()
                    .problem(ResultCode.MALFORMED, "the request target has a broken % escape");
            return;
        }
        dispatch(context, request, target, keepAlive);
    }

    private static boolean isDecodable(QueryStringDecoder target) {
        try {
            return target.path() != null && target.parameters() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private void dispatch(
            ChannelHandlerContext context, FullHttpRequest request, QueryStringDecoder target, boolean keepAlive) {
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            List<String> values = route.match(target.path());
            if (values != null && route.method().equals(request.method().name())) {
                call(
                        route,
                        new AdminCall(
                                values,
                                target.parameters(),
                                request.headers(),
                                ByteBufUtil.getBytes(request.content())),
                        open(context, request, route.path(), keepAlive));
                return;
            }
            if (values != null) {
                allowed.add(route.method());
            }
        }
        Exchange opened = open(context, request, NO_ROUTE, keepAlive).audited();
        if (allowed.isEmpty()) {
            opened.problem(ResultCode.TRANSACTION_UNSUPPORTED, "there is nothing at this path");
        } else {
            opened.wrongMethod(String.join(", ", allowed));
        }
    }

    /** Hands an allowed call to its endpoint. */
    private void call(Route route, AdminCall call, Exchange opened) {
        if (route.access() != Access.PROBE && !mayCall(call)) {
            opened.audited().problem(ResultCode.SIGNATURE_INVALID, "send Authorization: Bearer and the admin token");
            return;
        }
        if (route.access() == Access.OPERATOR) {
            if (token.length == 0 && !hosts.isOurs(call.header(HttpHeaderNames.HOST.toString()))) {
                opened.audited().problem(MISDIRECTED);
                return;
            }
            if (!trail.isWriting()) {
                opened.problem(
                        ResultCode.FENCED,
                        "the audit trail cannot be written, so no call is taken; see the node's log");
                return;
            }
            opened.audited();
        }
        route.endpoint().handle(call, opened);
    }

    private boolean mayCall(AdminCall call) {
        if (token.length == 0) {
            return true;
        }
        String given = call.header(HttpHeaderNames.AUTHORIZATION.toString());
        return given.startsWith("Bearer ")
                && MessageDigest.isEqual(
                        token, given.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8));
    }

    private Exchange open(ChannelHandlerContext context, HttpRequest request, String route, boolean keepAlive) {
        AuditedCall audit = new AuditedCall(trail, context, request, route);
        Exchange opened = new Exchange(context, route, keepAlive, audit, listener, turn(context));
        exchange = opened;
        connection.onRequest();
        return opened;
    }

    private Exchange.Turn turn(ChannelHandlerContext context) {
        return new Exchange.Turn() {
            @Override
            public void sent() {
                connection.onAnswer();
            }

            @Override
            public void taken() {
                connection.onTaken();
                takeNext(context);
            }
        };
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        LogEvent.CONNECTION_FAULT
                .by(LOG)
                .addKeyValue("door", "admin")
                .setCause(cause)
                .log("an operator's call was ended because its handling threw");
        Exchange current = exchange;
        if (current == null || current.isAnswered()) {
            context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        } else {
            current.closing()
                    .problem(new Problem(
                            500, ResultCode.BUSY, "the node met an error of its own, see its log; a repeat is safe"));
        }
    }
}
