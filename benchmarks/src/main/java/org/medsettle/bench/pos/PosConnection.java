package org.medsettle.bench.pos;

import io.netty.buffer.ByteBuf;
import org.medsettle.bench.open.LoadConnection;
import org.medsettle.bench.open.LoadSession;

/** One connection with many tills on it; answers may come in any order. Threads: the event loop. */
final class PosConnection extends LoadConnection {
    private final PosDoor door;
    private final AnswerScanner answer = new AnswerScanner();

    PosConnection(LoadSession session, PosDoor door, int depth) {
        super(session, door, depth);
        this.door = door;
    }

    @Override
    protected int next(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return -1;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (in.readableBytes() < 2 + length) {
            return -1;
        }
        answer.scan(in, in.readerIndex() + 2, length);
        in.skipBytes(2 + length);
        return answered();
    }

    private int answered() {
        for (int i = 0; i < underWay(); i++) {
            PosRequest request = (PosRequest) request(i);
            if (request.stan == answer.stan() && door.terminal(request.till) == answer.terminal()) {
                request.code = answer.code();
                return i;
            }
        }
        throw new IllegalStateException("an answer nobody waits for, trace number " + answer.stan());
    }
}
