package org.medsettle.command;

import org.medsettle.common.Hashing;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/**
 * The head that every keyed command begins with: door, transaction, institution, key and body digest, and the sign-on
 * number. Institution, transaction and the bytes from {@link #BUSINESS_FROM} on are the business body, which the digest
 * covers; an administrator's key holds no institution, so the digest has to.
 *
 * <p>Units: key date in epoch days. Invariant: the digest is set last, by {@link #seal}.
 */
public abstract class KeyedBody extends RecordView {
    public static final int INSTITUTION_BYTES = 16;
    public static final int OPERATOR_MAX_CHARS = 30;
    static final int BUSINESS_FROM = 56;

    private static final int DOOR = 0;
    static final int OPERATOR_LENGTH = 1;
    private static final int TRANSACTION = 2;
    private static final int KEY_DATE = 4;
    private static final int INSTITUTION = 8;
    private static final int KEY_1 = 24;
    private static final int KEY_2 = 32;
    private static final int DIGEST = 40;
    private static final int SIGN_ON = 48;

    public int door() {
        return getByte(DOOR);
    }

    /** National transaction number such as 2102; 0 where there is none. */
    public int transaction() {
        return getShort(TRANSACTION);
    }

    /** Date inside the key, or {@code KeyStore.NO_DATE}. */
    public int keyDate() {
        return getInt(KEY_DATE);
    }

    /** Offset of the 16-byte institution code in {@link #buffer()}; all zero for an administrator. */
    public int institutionOffset() {
        return offset + INSTITUTION;
    }

    public String institution() {
        return AsciiField.get(buffer, offset + INSTITUTION, INSTITUTION_BYTES);
    }

    public long keyWord1() {
        return getLong(KEY_1);
    }

    public long keyWord2() {
        return getLong(KEY_2);
    }

    public long bodyDigest() {
        return getLong(DIGEST);
    }

    /** Number of the operator's sign-on, 0 for none. */
    public long signOn() {
        return getLong(SIGN_ON);
    }

    /** Writes the head; word 0 of the key is completed by the state machine with the institution's ordinal. */
    public void head(Door door, int transaction, CharSequence institution, long signOn) {
        putByte(DOOR, door.code());
        putByte(OPERATOR_LENGTH, 0);
        putShort(TRANSACTION, transaction);
        AsciiField.put(buffer, offset + INSTITUTION, INSTITUTION_BYTES, institution);
        putLong(DIGEST, 0);
        putLong(SIGN_ON, signOn);
        key(0, 0, 0);
    }

    /** Writes the key's words and the date inside it. */
    public void key(long word1, long word2, int keyDate) {
        putLong(KEY_1, word1);
        putLong(KEY_2, word2);
        putInt(KEY_DATE, keyDate);
    }

    /** Computes and sets the body digest of a command of {@code length} bytes whose operator text is left out. */
    protected final void seal(int length, int operatorFrom, int operatorLength) {
        long hash = Hashing.fold(transaction(), length - operatorLength);
        hash = Hashing.fold(Hashing.fold(hash, getLong(INSTITUTION)), getLong(INSTITUTION + 8));
        hash = foldBytes(hash, BUSINESS_FROM, operatorFrom);
        hash = foldBytes(hash, operatorFrom + operatorLength, length);
        putLong(DIGEST, hash);
    }

    private long foldBytes(long start, int from, int to) {
        long hash = start;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = Hashing.fold(hash, getLong(at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | (getByte(at) & 0xFF);
        }
        return Hashing.fold(hash, rest);
    }
}
