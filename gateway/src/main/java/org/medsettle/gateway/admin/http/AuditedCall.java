package org.medsettle.gateway.admin.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.trail.AuditEntry;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.AuditTrail;

/**
 * What the audit trail will say of one call, gathered while it is worked on. Of what a client sent only method, operator and
 * address are kept, and an operator only when it can be one, so that nobody writes identities into the trail.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AuditedCall {
    private static final int METHOD_MAX_CHARS = 10;
    private static final String NOT_A_NAME = "?";

    private final AuditTrail trail;
    private final String operator;
    private final String peer;
    private final String call;
    private AuditSubject subject = AuditSubject.NONE;
    private long sequence;

    AuditedCall(AuditTrail trail, ChannelHandlerContext context, HttpRequest request, String route) {
        this.trail = trail;
        String named = request.headers().get(AdminCall.OPERATOR, "");
        operator = AdminCall.named(named);
        peer = context.channel().remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
        call = method(request.method().name()) + " " + route;
    }

    private static String method(String sent) {
        boolean isWord = sent.length() <= METHOD_MAX_CHARS && sent.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return isWord ? sent : NOT_A_NAME;
    }

    void concerns(AuditSubject whom) {
        subject = whom;
    }

    void changed(long at) {
        sequence = at;
    }

    /** Hands the call to the trail, which tells {@code whenWritten} whether it stands there. */
    void record(int status, String result, Consumer<Boolean> whenWritten) {
        trail.record(new AuditEntry(operator, peer, call, subject, status, result, sequence), whenWritten);
    }
}
