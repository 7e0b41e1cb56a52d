package org.medsettle.bench.his;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.load.Bills;
import org.medsettle.bench.load.Zipf;

/**
 * Draws the next request and puts it together, head and body, remembering in the connection what it was.
 *
 * <p>Threads: the event loop. Invariant: the same seed draws the same requests, as long as undoing finds settlements.
 */
final class RequestWriter {
    private static final double ZIPF_EXPONENT = 1.001;

    private final CardHolders holders;
    private final MessageIds ids;
    private final HisBodies bodies;
    private final Workload workload;
    private final Zipf pharmacies;
    private final SplittableRandom random;
    private final RecentSettlements recent = new RecentSettlements();
    private final RequestBuffer body = new RequestBuffer();
    private final RequestBuffer head = new RequestBuffer();
    private final byte[] headStart;

    RequestWriter(HisConfig config, CardHolders holders) {
        this.holders = holders;
        ids = new MessageIds(holders.pharmacyCount());
        bodies = new HisBodies(holders, ids, config.lines());
        workload = Workload.parse(config.workload());
        pharmacies = new Zipf(holders.pharmacyCount(), ZIPF_EXPONENT);
        random = new SplittableRandom(config.seed());
        headStart = ("POST " + config.path() + " HTTP/1.1\r\nHost: " + config.host() + ":" + config.port()
                        + "\r\nContent-Type: application/json\r\nContent-Length: ")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts the next request into {@link #head()} and {@link #body()}. */
    void next(HisConnection connection, long epochMs) {
        ids.tick(epochMs);
        body.clear();
        HisTransaction transaction = workload.draw(random);
        RecentSettlements.@Nullable Entry settlement = transaction.undoes() ? recent.take() : null;
        if (settlement != null && ids.claim(settlement.pharmacy)) {
            bodies.putUndoing(body, transaction, settlement);
            remember(connection, transaction, settlement.holder, settlement.pharmacy);
        } else {
            fresh(connection, transaction.undoes() ? HisTransaction.SETTLE : transaction);
        }
        head.clear().put(headStart).putNumber(body.length()).put("\r\n\r\n");
    }

    private void fresh(HisConnection connection, HisTransaction transaction) {
        int pharmacy = pharmacies.draw(random);
        while (!ids.claim(pharmacy)) {
            pharmacy = random.nextInt(holders.pharmacyCount());
        }
        int holder = random.nextInt(holders.count());
        bodies.put(body, transaction, pharmacy, holder, Bills.draw(random));
        remember(connection, transaction, holder, pharmacy);
    }

    private void remember(HisConnection connection, HisTransaction transaction, int holder, int pharmacy) {
        connection.transaction = transaction;
        connection.holder = holder;
        connection.pharmacy = pharmacy;
        if (transaction == HisTransaction.SETTLE && workload.undoes()) {
            connection.messageId = ids.text(pharmacy, holders.pharmacy(pharmacy));
        }
    }

    /** A settlement was answered OK: it may be undone later. */
    void settled(HisConnection connection, ResponseScanner response) {
        if (workload.undoes()) {
            recent.add(
                    connection.holder,
                    connection.pharmacy,
                    response.setlId(),
                    response.mdtrtId(),
                    connection.messageId);
        }
    }

    RequestBuffer head() {
        return head;
    }

    RequestBuffer body() {
        return body;
    }
}
