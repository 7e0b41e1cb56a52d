package org.medsettle.gateway.cli.demo;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Writes the request of each step of a visit.
 *
 * <p>Invariant: asked again for the same step, it gives the very same bytes, so that a request can be repeated as it
 * was.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Cashier {
    private static final long OTHER_BILL_FEN = 1;

    private final Scene scene;
    private final Workload workload;
    private final Visit visit = new Visit();
    private byte @Nullable [] request;

    Cashier(Scene scene, Workload workload) {
        this.scene = scene;
        this.workload = workload;
    }

    Visit visit() {
        return visit;
    }

    /** The next person steps up. */
    void openVisit() {
        workload.draw(visit, scene.encoder().now());
        request = null;
    }

    /** Goes to the next step, or ends the visit. */
    void advance() {
        visit.advance();
        request = null;
    }

    /** The person goes away. */
    void endVisit() {
        visit.end();
        request = null;
    }

    /** The request of the present step. */
    byte[] request() {
        byte[] known = request;
        if (known == null) {
            known = write();
            request = known;
        }
        return known;
    }

    private byte[] write() {
        Bill bill = visit.bill;
        HisMessageEncoder encoder = scene.encoder();
        return switch (visit.step()) {
            case INQUIRE -> encoder.inquire(bill.venue(), bill.person(), bill.credential(), bill.showsCardSn());
            case QUOTE -> encoder.bill(Transaction.QUOTE, scene.ids().next(bill.venue()), bill, false);
            case SETTLE -> encoder.bill(Transaction.SETTLE, settleNumber(), bill, false);
            case REPEAT, ARRIVE_LATE -> encoder.bill(Transaction.SETTLE, number(visit.settleRow()), bill, true);
            case ALTER -> {
                bill.raise(OTHER_BILL_FEN);
                yield encoder.bill(Transaction.SETTLE, number(visit.settleRow()), bill, false);
            }
            case ASK -> encoder.outcome(bill.venue(), Transaction.SETTLE, number(visit.settleRow()));
            case CANCEL -> {
                visit.cancelRow(begin(Transaction.CANCEL));
                yield cancel(visit.cancelRow());
            }
            case CANCEL_AGAIN -> cancel(begin(Transaction.CANCEL));
            case REVERSE -> reverse(Transaction.SETTLE, visit.settleRow());
            case REVERSE_CANCEL -> reverse(Transaction.CANCEL, visit.cancelRow());
            case REVERSE_AHEAD -> {
                settleNumber();
                yield reverse(Transaction.SETTLE, visit.settleRow());
            }
            case REPORT_LOSS -> throw new IllegalStateException("a loss is reported at the admin door");
        };
    }

    private int settleNumber() {
        visit.settleRow(begin(Transaction.SETTLE));
        return number(visit.settleRow());
    }

    private byte[] cancel(int row) {
        Witness witness = scene.witness();
        int settle = visit.settleRow();
        return scene.encoder()
                .cancel(
                        visit.bill.venue(),
                        number(row),
                        visit.bill.person(),
                        witness.setlId(settle),
                        witness.mdtrtId(settle));
    }

    /** A reversal of the row's request, under a new key. */
    byte[] reverse(Transaction original, int originalRow) {
        int row = begin(Transaction.REVERSE);
        return scene.encoder()
                .reverse(visit.bill.venue(), number(row), visit.bill.person(), original, number(originalRow));
    }

    private int begin(Transaction transaction) {
        int venue = visit.bill.venue();
        int row = scene.witness().begin(transaction, venue, scene.ids().next(venue), visit.bill.personIndex());
        visit.row(row);
        return row;
    }

    private int number(int row) {
        return scene.witness().number(row);
    }
}
