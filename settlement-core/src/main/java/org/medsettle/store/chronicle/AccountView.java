package org.medsettle.store.chronicle;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;

/**
 * View of an account's {@value #BYTES} bytes inside a map entry, by address: nothing of Chronicle Map is on this path.
 *
 * <p>Units: fen. Invariant: the address is one that the store resolved by key; the view never reads or writes outside the
 * entry's bytes.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class AccountView implements Account {
    private static final int OWNER = 0;
    private static final int BALANCE = 8;
    private static final int HELD = 16;
    private static final int OPENING = 24;
    private static final int CREDITS = 32;
    private static final int DEBITS = 40;
    private static final int RETURNS = 48;
    private static final int FLAGS = 56;
    private static final int LAST_SEQUENCE = 64;
    private static final int YEAR = 72;
    private static final int YEAR_PAID = 80;
    private static final int DAY = 88;
    private static final int DAY_PAID = 96;
    static final int BYTES = 104;

    /** The flags share their word with the account's index in the order of opening. */
    private static final int INDEX_SHIFT = 16;

    private static final long FLAGS_MASK = (1L << INDEX_SHIFT) - 1;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final HandleList handles;

    AccountView(HandleList handles) {
        this.handles = handles;
    }

    /** Points this view at the entry at {@code address}. */
    void wrap(long address) {
        buffer.wrap(address, BYTES);
    }

    /** Writes whose account the new entry is, and which in the order of opening. */
    void begin(long owner, long index) {
        buffer.putLong(OWNER, owner);
        buffer.putLong(FLAGS, index << INDEX_SHIFT);
    }

    /** Appends the entry's bytes. */
    void copyTo(ByteBuffer target) {
        buffer.getBytes(0, target, BYTES);
    }

    /** Takes the entry's bytes from {@code source}. */
    void copyFrom(ByteBuffer source) {
        buffer.putBytes(0, source, source.position(), BYTES);
    }

    /** The owner in an entry's bytes. */
    static long ownerIn(ByteBuffer source) {
        return source.getLong(source.position() + OWNER);
    }

    @Override
    public long owner() {
        return buffer.getLong(OWNER);
    }

    @Override
    public long balanceFen() {
        return buffer.getLong(BALANCE);
    }

    @Override
    public void balanceFen(long fen) {
        buffer.putLong(BALANCE, fen);
    }

    @Override
    public long heldFen() {
        return buffer.getLong(HELD);
    }

    @Override
    public void heldFen(long fen) {
        buffer.putLong(HELD, fen);
    }

    @Override
    public long openingFen() {
        return buffer.getLong(OPENING);
    }

    @Override
    public void openingFen(long fen) {
        buffer.putLong(OPENING, fen);
    }

    @Override
    public long creditsFen() {
        return buffer.getLong(CREDITS);
    }

    @Override
    public void creditsFen(long fen) {
        buffer.putLong(CREDITS, fen);
    }

    @Override
    public long debitsFen() {
        return buffer.getLong(DEBITS);
    }

    @Override
    public void debitsFen(long fen) {
        buffer.putLong(DEBITS, fen);
    }

    @Override
    public long returnsFen() {
        return buffer.getLong(RETURNS);
    }

    @Override
    public void returnsFen(long fen) {
        buffer.putLong(RETURNS, fen);
    }

    @Override
    public long flags() {
        return buffer.getLong(FLAGS) & FLAGS_MASK;
    }

    @Override
    public void flags(long flags) {
        buffer.putLong(FLAGS, (buffer.getLong(FLAGS) & ~FLAGS_MASK) | (flags & FLAGS_MASK));
    }

    @Override
    public long lastSequence() {
        return buffer.getLong(LAST_SEQUENCE);
    }

    @Override
    public void lastSequence(long sequence) {
        buffer.putLong(LAST_SEQUENCE, sequence);
        handles.markChanged(buffer.getLong(FLAGS) >>> INDEX_SHIFT);
    }

    @Override
    public long year() {
        return buffer.getLong(YEAR);
    }

    @Override
    public void year(long year) {
        buffer.putLong(YEAR, year);
    }

    @Override
    public long yearPaidFen() {
        return buffer.getLong(YEAR_PAID);
    }

    @Override
    public void yearPaidFen(long fen) {
        buffer.putLong(YEAR_PAID, fen);
    }

    @Override
    public long day() {
        return buffer.getLong(DAY);
    }

    @Override
    public void day(long epochDay) {
        buffer.putLong(DAY, epochDay);
    }

    @Override
    public long dayPaidFen() {
        return buffer.getLong(DAY_PAID);
    }

    @Override
    public void dayPaidFen(long fen) {
        buffer.putLong(DAY_PAID, fen);
    }
}
