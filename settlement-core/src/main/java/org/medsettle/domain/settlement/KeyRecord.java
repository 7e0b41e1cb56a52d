package org.medsettle.domain.settlement;

import org.medsettle.domain.RecordView;

/**
 * View of one key and its one final outcome, 64 bytes.
 *
 * <p>Invariant: a key is three words: word 0 holds the door (top byte) and the institution's ordinal, words 1 and 2 what
 * the door's protocol makes unique inside the institution. Packing is exact, never a hash of the key.
 */
public final class KeyRecord extends RecordView {
    public static final int BYTES = 64;

    private static final int WORD_0 = 0;
    private static final int WORD_1 = 8;
    private static final int WORD_2 = 16;
    private static final int BODY_DIGEST = 24;
    private static final int PERSON_HASH = 32;
    private static final int DETAIL = 40;
    private static final int TIME = 48;
    private static final int KIND = 56;
    private static final int LIST_DETAIL = 57;
    private static final int RESULT = 58;
    private static final int TRANSACTION = 60;

    public long word0() {
        return getLong(WORD_0);
    }

    public long word1() {
        return getLong(WORD_1);
    }

    public long word2() {
        return getLong(WORD_2);
    }

    public KeyRecord key(long word0, long word1, long word2) {
        putLong(WORD_0, word0);
        putLong(WORD_1, word1);
        putLong(WORD_2, word2);
        return this;
    }

    public boolean hasKey(long word0, long word1, long word2) {
        return getLong(WORD_1) == word1 && getLong(WORD_0) == word0 && getLong(WORD_2) == word2;
    }

    /** Digest of the business body that came with the key. */
    public long bodyDigest() {
        return getLong(BODY_DIGEST);
    }

    public KeyRecord bodyDigest(long digest) {
        putLong(BODY_DIGEST, digest);
        return this;
    }

    /** Hash of the person number in the request, to tell whether a reversal means the same person. */
    public long personHash() {
        return getLong(PERSON_HASH);
    }

    public KeyRecord personHash(long hash) {
        putLong(PERSON_HASH, hash);
        return this;
    }

    /** Id of the settlement for {@link OutcomeKind#SETTLEMENT}, otherwise 0. */
    public long detail() {
        return getLong(DETAIL);
    }

    public KeyRecord detail(long detail) {
        putLong(DETAIL, detail);
        return this;
    }

    public long timeMs() {
        return getLong(TIME);
    }

    public KeyRecord timeMs(long epochMs) {
        putLong(TIME, epochMs);
        return this;
    }

    public OutcomeKind kind() {
        return OutcomeKind.of(getByte(KIND));
    }

    public KeyRecord kind(OutcomeKind kind) {
        putByte(KIND, kind.code());
        return this;
    }

    /** Level and reason of a refusal by an invalid list, packed by the command room; 0 otherwise. */
    public int listDetail() {
        return getByte(LIST_DETAIL);
    }

    public KeyRecord listDetail(int detail) {
        putByte(LIST_DETAIL, detail);
        return this;
    }

    /** Number of the result code first answered. */
    public int result() {
        return getShort(RESULT);
    }

    public KeyRecord result(int number) {
        putShort(RESULT, number);
        return this;
    }

    public int transaction() {
        return getShort(TRANSACTION);
    }

    public KeyRecord transaction(int number) {
        putShort(TRANSACTION, number);
        return this;
    }

    /** Zeroes the whole record. */
    public KeyRecord clear() {
        zero(0, BYTES);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
