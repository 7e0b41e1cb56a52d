package org.medsettle.store.heap;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;

/** One personal account as plain fields. Units: fen. */
@ThreadConfined(Threads.STATE_MACHINE)
final class HeapAccount implements Account {
    private final long owner;
    private long balanceFen;
    private long heldFen;
    private long openingFen;
    private long creditsFen;
    private long debitsFen;
    private long returnsFen;
    private long flags;
    private long lastSequence;
    private long year;
    private long yearPaidFen;
    private long day;
    private long dayPaidFen;

    HeapAccount(long owner) {
        this.owner = owner;
    }

    @Override
    public long owner() {
        return owner;
    }

    @Override
    public long balanceFen() {
        return balanceFen;
    }

    @Override
    public void balanceFen(long fen) {
        balanceFen = fen;
    }

    @Override
    public long heldFen() {
        return heldFen;
    }

    @Override
    public void heldFen(long fen) {
        heldFen = fen;
    }

    @Override
    public long openingFen() {
        return openingFen;
    }

    @Override
    public void openingFen(long fen) {
        openingFen = fen;
    }

    @Override
    public long creditsFen() {
        return creditsFen;
    }

    @Override
    public void creditsFen(long fen) {
        creditsFen = fen;
    }

    @Override
    public long debitsFen() {
        return debitsFen;
    }

    @Override
    public void debitsFen(long fen) {
        debitsFen = fen;
    }

    @Override
    public long returnsFen() {
        return returnsFen;
    }

    @Override
    public void returnsFen(long fen) {
        returnsFen = fen;
    }

    @Override
    public long flags() {
        return flags;
    }

    @Override
    public void flags(long flags) {
        this.flags = flags;
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public void lastSequence(long sequence) {
        lastSequence = sequence;
    }

    @Override
    public long year() {
        return year;
    }

    @Override
    public void year(long year) {
        this.year = year;
    }

    @Override
    public long yearPaidFen() {
        return yearPaidFen;
    }

    @Override
    public void yearPaidFen(long fen) {
        yearPaidFen = fen;
    }

    @Override
    public long day() {
        return day;
    }

    @Override
    public void day(long epochDay) {
        day = epochDay;
    }

    @Override
    public long dayPaidFen() {
        return dayPaidFen;
    }

    @Override
    public void dayPaidFen(long fen) {
        dayPaidFen = fen;
    }
}
