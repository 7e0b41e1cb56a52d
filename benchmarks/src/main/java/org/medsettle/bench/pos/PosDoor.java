package org.medsettle.bench.pos;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.medsettle.bench.open.LoadConnection;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadRequest;
import org.medsettle.bench.open.LoadSession;
import org.medsettle.bench.open.RequestKind;
import org.medsettle.bench.workload.Draw;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Shares;
import org.medsettle.bench.workload.Workload;

/**
 * The POS door: ISO 8583 over TCP.
 *
 * <p>Threads: the event loop. Invariant: a trace number of a till is used for one new message only.
 */
public final class PosDoor implements LoadDoor {
    private static final int APPROVED = '0' << 8 | '0';
    /** 91: the node is busy or stops. */
    private static final int INOPERATIVE = '9' << 8 | '1';

    private static final int STAN_MAX = 999_999;

    private final Population population;
    private final Tills tills;
    private final long[] terminals;
    private final Draw draw;
    private final Shares<PosMessage> shares;
    private final RecentPurchases recent = new RecentPurchases();
    private final int[] stans;
    private long next;

    /** @param firstStan trace number of every till's first message; another one for every run of a day */
    public PosDoor(Workload workload, Population population, int firstStan, long seed) {
        this.population = population;
        tills = new Tills(population.institutions());
        terminals = new long[tills.count()];
        stans = new int[tills.count()];
        for (int i = 0; i < terminals.length; i++) {
            terminals[i] = tills.terminal(i);
            stans[i] = firstStan - 1;
        }
        draw = new Draw(workload.only(Tills.CARE), population, seed);
        shares = new Shares<>(workload.posShares(), PosMessage.byWord());
    }

    @Override
    public LoadRequest newRequest() {
        return new PosRequest();
    }

    @Override
    public LoadConnection newConnection(LoadSession session, int depth) {
        return new PosConnection(session, this, depth);
    }

    /** Field 41 of a till. */
    long terminal(int till) {
        return terminals[till];
    }

    @Override
    public void write(ByteBuf to, LoadRequest place) {
        PosRequest request = (PosRequest) place;
        PosMessage message = shares.draw(draw.random());
        if (message == PosMessage.REVERSAL && recent.reverse(request)) {
            request.kind = RequestKind.UNDOING;
        } else if (message == PosMessage.PURCHASE && draw.repeats() && recent.repeat(draw.random(), request)) {
            request.kind = RequestKind.REPEAT;
        } else {
            message = message == PosMessage.REVERSAL ? PosMessage.PURCHASE : message;
            fresh(message, request);
        }
        MessageWriter.write(to, message, request, population.holders(), tills.till(request.till));
    }

    private void fresh(PosMessage message, PosRequest request) {
        draw.next();
        request.kind = message.kind();
        request.till = tills.of(draw.institution(), next++);
        while (stans[request.till] >= STAN_MAX) { // a busy till has used up its numbers of the day
            request.till = draw.random().nextInt(stans.length);
        }
        request.stan = ++stans[request.till];
        request.holder = draw.holder();
        request.amountFen = message == PosMessage.BALANCE ? 0 : draw.amountFen();
    }

    @Override
    public void answered(LoadRequest place) {
        if (place.kind == RequestKind.SETTLEMENT && place.code == APPROVED) {
            recent.add((PosRequest) place);
        }
    }

    /** The highest trace number that a till has used. */
    public int lastStan() {
        return Arrays.stream(stans).max().orElse(0);
    }

    @Override
    public boolean isSuccess(int code) {
        return code == APPROVED;
    }

    @Override
    public boolean isBusy(int code) {
        return code == INOPERATIVE;
    }

    @Override
    public String codeName(int code) {
        return "" + (char) (code >> 8) + (char) (code & 0xFF);
    }
}
