package org.medsettle.bench.his;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.open.LoadConnection;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadRequest;
import org.medsettle.bench.open.LoadSession;
import org.medsettle.bench.open.RequestKind;
import org.medsettle.bench.workload.Draw;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.RequestBuffer;
import org.medsettle.bench.workload.Shares;
import org.medsettle.bench.workload.Workload;

/**
 * The HIS door: national messages over HTTP/1.1.
 *
 * <p>Threads: the event loop. Invariant: the same seed draws the same requests, as long as undoing and repeating find
 * settlements to undo and repeat.
 */
public final class HisDoor implements LoadDoor {
    /** Where messages are posted. */
    public static final String PATH = "/fsi/api/callService";

    private static final int BUSY = 9001;
    private static final int DRAINING = 9002;

    private final Population population;
    private final MessageIds ids;
    private final HisBodies bodies;
    private final Draw draw;
    private final Shares<HisTransaction> shares;
    private final boolean undoes;
    private final RecentSettlements recent = new RecentSettlements();
    private final RecentBodies recentBodies = new RecentBodies();
    private final RequestBuffer head = new RequestBuffer();
    private final byte[] headStart;

    /**
     * @param host and port, as the Host field shows them
     * @param path messages are posted to
     */
    public HisDoor(Workload workload, Population population, String host, String path, long seed) {
        this.population = population;
        ids = new MessageIds(population.institutions().count());
        bodies = new HisBodies(population, ids, workload.lines());
        draw = new Draw(workload, population, seed);
        shares = new Shares<>(workload.hisShares(), HisTransaction.byNumber());
        undoes =
                workload.hisShares().containsKey("2103") || workload.hisShares().containsKey("2601");
        headStart = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: ")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public LoadRequest newRequest() {
        return new HisRequest();
    }

    @Override
    public LoadConnection newConnection(LoadSession session, int depth) {
        return new HisConnection(session, this, depth);
    }

    @Override
    public void write(ByteBuf to, LoadRequest place) {
        HisRequest request = (HisRequest) place;
        ids.tick(System.currentTimeMillis());
        request.body.clear();
        compose(request);
        head.clear().put(headStart).putNumber(request.body.length()).put("\r\n\r\n");
        to.ensureWritable(head.length() + request.body.length());
        to.writeBytes(head.array(), 0, head.length());
        to.writeBytes(request.body.array(), 0, request.body.length());
    }

    private void compose(HisRequest request) {
        HisTransaction transaction = shares.draw(draw.random());
        RecentSettlements.@Nullable Entry settlement = transaction.undoes() ? recent.take() : null;
        if (settlement != null && ids.claim(settlement.institution)) {
            bodies.putUndoing(request.body, transaction, settlement);
            request.kind = RequestKind.UNDOING;
            return;
        }
        HisTransaction fresh = transaction.undoes() ? HisTransaction.SETTLE : transaction;
        if (fresh == HisTransaction.SETTLE && draw.repeats() && recentBodies.put(draw.random(), request.body)) {
            request.kind = RequestKind.REPEAT;
            return;
        }
        draw.next();
        while (!ids.claim(draw.institution())) {
            // When every institution has used up its second, the next one comes meanwhile.
            ids.tick(System.currentTimeMillis());
            draw.elsewhere();
        }
        bodies.put(request.body, fresh, draw);
        request.kind = fresh.kind();
        request.holder = draw.holder();
        request.institution = draw.institution();
        if (fresh == HisTransaction.SETTLE && undoes) {
            String code = population.institutions().get(request.institution).code();
            request.messageId = ids.text(request.institution, code);
        }
    }

    @Override
    public void answered(LoadRequest place) {
        HisRequest request = (HisRequest) place;
        if (request.kind == RequestKind.SETTLEMENT && request.code == 0) {
            recentBodies.offer(request.body);
            if (undoes) {
                recent.add(request.holder, request.institution, request.setlId, request.mdtrtId, request.messageId);
            }
        }
    }

    @Override
    public boolean isSuccess(int code) {
        return code == 0;
    }

    @Override
    public boolean isBusy(int code) {
        return code == BUSY || code == DRAINING;
    }

    @Override
    public String codeName(int code) {
        return Integer.toString(code);
    }
}
