package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The line a till talks over, whichever it is just now.
 *
 * <p>Failure: {@link IOException} when the line is gone before the answer has come.
 */
@ThreadConfined(Threads.CALLER)
final class TillConnection {
    private static final String NOT_TAKEN = "91";
    private static final long NOT_TAKEN_PAUSE_NS = 500_000_000;

    private final Tills tills;
    private @Nullable TillLine line;

    TillConnection(Tills tills) {
        this.tills = tills;
    }

    void use(TillLine fresh) {
        line = fresh;
    }

    /** Dials again until somebody answers. */
    void renew() throws IOException {
        line = tills.reconnect();
    }

    TillLine line() throws IOException {
        TillLine now = line;
        if (now == null) {
            throw new IOException("no line");
        }
        return now;
    }

    TillMessage ask(TillMessage message) throws IOException {
        return TillMessage.unpack(exchange(message.pack()));
    }

    /** A message that was not taken (91) goes out again, on another line when the door has ended this one meanwhile. */
    byte[] exchange(byte[] message) throws IOException {
        byte[] answer = exchangeOnce(message);
        while (TillMessage.unpack(answer).code().equals(NOT_TAKEN)) {
            tills.figures().notTaken();
            LockSupport.parkNanos(NOT_TAKEN_PAUSE_NS);
            TillLine old = line();
            if (old.hasEnded()) {
                old.close();
                renew();
            }
            answer = exchangeOnce(message);
        }
        return answer;
    }

    private byte[] exchangeOnce(byte[] message) throws IOException {
        TillLine to = line();
        to.send(message);
        try {
            return to.read();
        } catch (IOException gone) {
            tills.figures().unanswered(TillMessage.unpack(message) + " on " + to + ": " + gone);
            throw gone;
        }
    }
}
