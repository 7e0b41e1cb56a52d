package org.medsettle.bench.his;

import io.netty.buffer.ByteBuf;
import org.medsettle.bench.open.LoadConnection;
import org.medsettle.bench.open.LoadSession;

/** One kept-alive connection; answers come in the order of the requests. Threads: the event loop. */
final class HisConnection extends LoadConnection {
    private final ResponseScanner response = new ResponseScanner();

    HisConnection(LoadSession session, HisDoor door, int depth) {
        super(session, door, depth);
    }

    @Override
    protected int next(ByteBuf in) {
        if (!response.scan(in)) {
            return -1;
        }
        if (underWay() == 0) {
            throw new IllegalStateException("a response nobody waits for");
        }
        HisRequest oldest = (HisRequest) request(0);
        oldest.code = response.code();
        oldest.setlId = response.setlId();
        oldest.mdtrtId = response.mdtrtId();
        return 0;
    }

    @Override
    protected boolean isClosing() {
        return response.closing();
    }
}
