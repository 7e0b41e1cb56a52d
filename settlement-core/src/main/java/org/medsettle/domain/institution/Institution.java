package org.medsettle.domain.institution;

import java.nio.charset.StandardCharsets;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/**
 * View of one institution's record, {@value #BYTES} bytes; also how it travels in an import command.
 *
 * <p>Units: fen. Invariant: {@link #payableFen()} is what this group owes the institution: accounts' and the fund's
 * payments less what cancels and reversals took back; it is a ledger figure and kept out of {@link #stateHash()}, the
 * digest carries it apart.
 */
public final class Institution extends RecordView {
    public static final int CODE_CHARS = 12;
    public static final int CODE_BYTES = 16;
    public static final int MAX_MED_TYPES = 16;
    public static final int MAX_TERMINALS = 16;
    public static final int MERCHANT_BYTES = 16;
    public static final int TERMINAL_BYTES = 8;
    public static final int NAME_MAX_BYTES = 600;
    public static final int SUSPENDED = 0;
    public static final int IN_SERVICE = 1;

    private static final int PAYABLE = 0;
    private static final int HASHED_FROM = 8;
    private static final int ORDINAL = 8;
    private static final int CODE = 16;
    private static final int AREA = 32;
    private static final int CLEARING_AGENCY = 36;
    private static final int KIND = 40;
    private static final int STATE = 41;
    private static final int MED_TYPE_COUNT = 42;
    private static final int TERMINAL_COUNT = 43;
    private static final int NAME_LENGTH = 44;
    private static final int MERCHANT = 48;
    private static final int MED_TYPES = 64;
    private static final int TERMINALS = MED_TYPES + 4 * MAX_MED_TYPES;
    private static final int NAME = TERMINALS + TERMINAL_BYTES * MAX_TERMINALS;
    /** Length of every record. */
    public static final int BYTES = NAME + NAME_MAX_BYTES;

    public long payableFen() {
        return getLong(PAYABLE);
    }

    public Institution payableFen(long fen) {
        putLong(PAYABLE, fen);
        return this;
    }

    /** Position in the order of arrival, from 1; part of every settlement key. */
    public int ordinal() {
        return (int) getLong(ORDINAL);
    }

    public Institution ordinal(int ordinal) {
        putLong(ORDINAL, ordinal);
        return this;
    }

    /** Offset of the 16-byte code in {@link #buffer()}. */
    public int codeOffset() {
        return offset + CODE;
    }

    public String code() {
        return AsciiField.get(buffer, offset + CODE, CODE_BYTES);
    }

    public Institution code(CharSequence code) {
        putText(CODE, CODE_BYTES, code);
        return this;
    }

    public int area() {
        return getInt(AREA);
    }

    public Institution area(int area) {
        putInt(AREA, area);
        return this;
    }

    /** Clearing agency (clr_optins), six digits. */
    public int clearingAgency() {
        return getInt(CLEARING_AGENCY);
    }

    public Institution clearingAgency(int agency) {
        putInt(CLEARING_AGENCY, agency);
        return this;
    }

    public InstitutionKind kind() {
        return InstitutionKind.of(getByte(KIND));
    }

    public Institution kind(InstitutionKind kind) {
        putByte(KIND, kind.code());
        return this;
    }

    public boolean isInService() {
        return getByte(STATE) == IN_SERVICE;
    }

    /** {@link #IN_SERVICE} or {@link #SUSPENDED}. */
    public Institution state(int state) {
        putByte(STATE, state);
        return this;
    }

    /** Offset of the 16-byte merchant id in {@link #buffer()}; all zero for an institution without tills. */
    public int merchantOffset() {
        return offset + MERCHANT;
    }

    public boolean hasMerchant() {
        return getLong(MERCHANT) != 0;
    }

    public String merchant() {
        return AsciiField.get(buffer, offset + MERCHANT, MERCHANT_BYTES);
    }

    public Institution merchant(CharSequence merchantId) {
        putText(MERCHANT, MERCHANT_BYTES, merchantId);
        return this;
    }

    /** True when the institution may settle this kind of care. */
    public boolean allows(int medType) {
        int count = getByte(MED_TYPE_COUNT);
        for (int i = 0; i < count; i++) {
            if (getInt(MED_TYPES + 4 * i) == medType) {
                return true;
            }
        }
        return false;
    }

    /** Allows one more kind of care; at most {@link #MAX_MED_TYPES}. */
    public Institution addMedType(int medType) {
        int count = getByte(MED_TYPE_COUNT);
        putInt(MED_TYPES + 4 * count, medType);
        putByte(MED_TYPE_COUNT, count + 1);
        return this;
    }

    public int medTypeCount() {
        return getByte(MED_TYPE_COUNT);
    }

    public int medType(int index) {
        return getInt(MED_TYPES + 4 * index);
    }

    /** Registers one more terminal; at most {@link #MAX_TERMINALS}. */
    public Institution addTerminal(CharSequence terminalId) {
        int count = getByte(TERMINAL_COUNT);
        putText(TERMINALS + TERMINAL_BYTES * count, TERMINAL_BYTES, terminalId);
        putByte(TERMINAL_COUNT, count + 1);
        return this;
    }

    /** True when the terminal whose eight bytes these are is one of the institution's. */
    public boolean hasTerminal(long terminal) {
        int count = getByte(TERMINAL_COUNT);
        for (int i = 0; i < count; i++) {
            if (getLong(TERMINALS + TERMINAL_BYTES * i) == terminal) {
                return true;
            }
        }
        return false;
    }

    public int terminalCount() {
        return getByte(TERMINAL_COUNT);
    }

    public String terminal(int index) {
        return AsciiField.get(buffer, offset + TERMINALS + TERMINAL_BYTES * index, TERMINAL_BYTES);
    }

    public String name() {
        byte[] bytes = new byte[getInt(NAME_LENGTH)];
        buffer.get(offset + NAME, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Institution name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_MAX_BYTES) {
            throw new IllegalArgumentException("name of " + bytes.length + " bytes");
        }
        putInt(NAME_LENGTH, bytes.length);
        buffer.put(offset + NAME, bytes);
        markChanged(NAME, bytes.length);
        return this;
    }

    /** Zeroes the whole record. */
    public Institution clear() {
        zero(0, BYTES);
        return this;
    }

    /** True when both records say the same in every imported field (ordinal and payable aside). */
    public boolean sameContent(Institution other) {
        for (int i = CODE; i < BYTES; i += 8) {
            if (getLong(i) != other.getLong(i)) {
                return false;
            }
        }
        return true;
    }

    /** Hash over every word that is state, the payable aside. */
    public long stateHash() {
        return hashOf(HASHED_FROM, (BYTES - HASHED_FROM) >> 3);
    }
}
