package org.medsettle.store.chronicle;

import java.nio.ByteBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;

/**
 * View of an account's {@value #BYTES} bytes inside an {@link AccountBlock}, by address: nothing of Chronicle Map is on this path.
 *
 * <p>Units: fen. Invariant: the address is that of a block which the map resolved by key, and the account's place in it; the view
 * never reads or writes outside the account's bytes.
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

    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final BlockList blocks;
    private long address;

    AccountView(BlockList blocks) {
        this.blocks = blocks;
    }

    /** Points this view at the account at {@code address}. */
    void wrap(long address) {
        this.address = address;
    }

    /** Writes whose account the new one is, and which in the order of opening. */
    void begin(long owner, long index) {
        UnsafeApi.putLong(address + OWNER, owner);
        UnsafeApi.putLong(address + FLAGS, index << INDEX_SHIFT);
    }

    /** Which the account is in the order of opening: that says its block, and its place there. */
    long index() {
        return UnsafeApi.getLong(address + FLAGS) >>> INDEX_SHIFT;
    }

    /** Appends the account's bytes. */
    void copyTo(ByteBuffer target) {
        bytes.wrap(address, BYTES);
        bytes.getBytes(0, target, BYTES);
    }

    /** Takes the account's bytes from {@code source}. */
    void copyFrom(ByteBuffer source) {
        bytes.wrap(address, BYTES);
        bytes.putBytes(0, source, source.position(), BYTES);
    }

    /** The owner in an account's bytes. */
    static long ownerIn(ByteBuffer source) {
        return source.getLong(source.position() + OWNER);
    }

    @Override
    public long owner() {
        return UnsafeApi.getLong(address + OWNER);
    }

    @Override
    public long balanceFen() {
        return UnsafeApi.getLong(address + BALANCE);
    }

    @Override
    public void balanceFen(long fen) {
        UnsafeApi.putLong(address + BALANCE, fen);
    }

    @Override
    public long heldFen() {
        return UnsafeApi.getLong(address + HELD);
    }

    @Override
    public void heldFen(long fen) {
        UnsafeApi.putLong(address + HELD, fen);
    }

    @Override
    public long openingFen() {
        return UnsafeApi.getLong(address + OPENING);
    }

    @Override
    public void openingFen(long fen) {
        UnsafeApi.putLong(address + OPENING, fen);
    }

    @Override
    public long creditsFen() {
        return UnsafeApi.getLong(address + CREDITS);
    }

    @Override
    public void creditsFen(long fen) {
        UnsafeApi.putLong(address + CREDITS, fen);
    }

    @Override
    public long debitsFen() {
        return UnsafeApi.getLong(address + DEBITS);
    }

    @Override
    public void debitsFen(long fen) {
        UnsafeApi.putLong(address + DEBITS, fen);
    }

    @Override
    public long returnsFen() {
        return UnsafeApi.getLong(address + RETURNS);
    }

    @Override
    public void returnsFen(long fen) {
        UnsafeApi.putLong(address + RETURNS, fen);
    }

    @Override
    public long flags() {
        return UnsafeApi.getLong(address + FLAGS) & FLAGS_MASK;
    }

    @Override
    public void flags(long flags) {
        UnsafeApi.putLong(address + FLAGS, (UnsafeApi.getLong(address + FLAGS) & ~FLAGS_MASK) | (flags & FLAGS_MASK));
    }

    @Override
    public long lastSequence() {
        return UnsafeApi.getLong(address + LAST_SEQUENCE);
    }

    @Override
    public void lastSequence(long sequence) {
        UnsafeApi.putLong(address + LAST_SEQUENCE, sequence);
        blocks.markChanged(index());
    }

    @Override
    public long year() {
        return UnsafeApi.getLong(address + YEAR);
    }

    @Override
    public void year(long year) {
        UnsafeApi.putLong(address + YEAR, year);
    }

    @Override
    public long yearPaidFen() {
        return UnsafeApi.getLong(address + YEAR_PAID);
    }

    @Override
    public void yearPaidFen(long fen) {
        UnsafeApi.putLong(address + YEAR_PAID, fen);
    }

    @Override
    public long day() {
        return UnsafeApi.getLong(address + DAY);
    }

    @Override
    public void day(long epochDay) {
        UnsafeApi.putLong(address + DAY, epochDay);
    }

    @Override
    public long dayPaidFen() {
        return UnsafeApi.getLong(address + DAY_PAID);
    }

    @Override
    public void dayPaidFen(long fen) {
        UnsafeApi.putLong(address + DAY_PAID, fen);
    }
}
