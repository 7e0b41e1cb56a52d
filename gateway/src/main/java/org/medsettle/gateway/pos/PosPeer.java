package org.medsettle.gateway.pos;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.pos.security.PeerRights;

/** Who is at the other end of a connection: how its messages are written, what it may, and what it has been given. */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosPeer {
    private final PosListener listener;
    private final ConnectionBudget budget = new ConnectionBudget();
    private @Nullable PeerRights rights;
    private @Nullable ListDownloads downloads;

    PosPeer(PosListener listener) {
        this.listener = listener;
    }

    /** Takes what the TLS handshake has found out. */
    void connected(Channel channel) {
        rights = channel.attr(PeerRights.OF_CONNECTION).get();
    }

    PosListener listener() {
        return listener;
    }

    ConnectionBudget budget() {
        return budget;
    }

    /** What the peer's certificate allows, {@code null} without one. */
    @Nullable
    PeerRights rights() {
        return rights;
    }

    /** Pages of the invalid list that it has been sent; few terminals ask for any. */
    ListDownloads downloads() {
        ListDownloads own = downloads;
        if (own == null) {
            own = new ListDownloads();
            downloads = own;
        }
        return own;
    }
}
