package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Where one person at one window stands: the bill, the steps, and the witness rows of the keys sent so far.
 *
 * <p>Invariant: {@code row} is the row of the step's own key, or {@link #NO_ROW} while none has been taken.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Visit {
    static final int NO_ROW = -1;

    final Bill bill = new Bill();
    private VisitType type = VisitType.PURCHASE;
    private int position;
    private boolean isOpen;
    private int row;
    private int settleRow;
    private int cancelRow;

    /** Begins anew; the bill is filled apart. */
    void open(VisitType type) {
        this.type = type;
        position = 0;
        isOpen = true;
        row = NO_ROW;
        settleRow = NO_ROW;
        cancelRow = NO_ROW;
    }

    void end() {
        isOpen = false;
    }

    /** Goes to the next step, or ends. */
    void advance() {
        row = NO_ROW;
        position++;
        isOpen = position < type.steps().size();
    }

    boolean isOpen() {
        return isOpen;
    }

    Step step() {
        return type.steps().get(position);
    }

    int row() {
        return row;
    }

    void row(int row) {
        this.row = row;
    }

    int settleRow() {
        return settleRow;
    }

    void settleRow(int row) {
        settleRow = row;
    }

    int cancelRow() {
        return cancelRow;
    }

    void cancelRow(int row) {
        cancelRow = row;
    }
}
