package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.settlement.KeyStore;

/**
 * The running digest of the whole state: the sum, modulo 2^64, of a hash of every record, kept up to date record by
 * record, so that asking for it costs nothing and the order in which a store keeps its records does not matter. Two nodes
 * that applied the same commands have the same digest; a snapshot can be summed anew and compared.
 *
 * <p>It shows divergence and damage, not tampering: it is not a cryptographic hash.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class StateDigest {
    private static final int GENERATIONS = 1_024;
    private static final long PAYABLE_SALT = 0x7061_7961_626C_6500L;

    private long sum;
    private final long[] keySums = new long[GENERATIONS];

    void add(long recordHash) {
        sum += recordHash;
    }

    void remove(long recordHash) {
        sum -= recordHash;
    }

    /** A key came into the generation of {@code keyDate}. */
    void addKey(int keyDate, long recordHash) {
        sum += recordHash;
        keySums[slot(KeyStore.generationOf(keyDate))] += recordHash;
    }

    /** A key that came on {@code keyDate} has changed in place. */
    void changeKey(int keyDate, long oldHash, long newHash) {
        addKey(keyDate, newHash - oldHash);
    }

    /** A whole generation of keys goes. */
    void removeKeys(int generation) {
        sum -= keySums[slot(generation)];
        keySums[slot(generation)] = 0;
    }

    /** An institution's payable moves; a linear term, so that the record need not be hashed for it. */
    void movePayable(long institutionOrdinal, long deltaFen) {
        sum += Hashing.mix(institutionOrdinal ^ PAYABLE_SALT) * deltaFen;
    }

    long sum() {
        return sum;
    }

    void save(ByteBuffer target) {
        target.putLong(sum);
        for (long keySum : keySums) {
            target.putLong(keySum);
        }
    }

    void restore(ByteBuffer source) {
        sum = source.getLong();
        for (int i = 0; i < keySums.length; i++) {
            keySums[i] = source.getLong();
        }
    }

    private static int slot(int generation) {
        return Math.floorMod(generation, GENERATIONS);
    }

    /** Hash of an account, field by field. */
    static long hash(Account account) {
        long hash = account.owner() * 0x9E3779B97F4A7C15L;
        hash += account.balanceFen() * 0xBF58476D1CE4E5B9L;
        hash += Long.rotateLeft(account.heldFen() * 0x94D049BB133111EBL, 7);
        hash += Long.rotateLeft(account.openingFen() * 0xD6E8FEB86659FD93L, 11);
        hash += Long.rotateLeft(account.creditsFen() * 0xA0761D6478BD642FL, 17);
        hash += Long.rotateLeft(account.debitsFen() * 0xE7037ED1A0B428DBL, 23);
        hash += Long.rotateLeft(account.returnsFen() * 0x8EBC6AF09C88C6E3L, 29);
        hash += Long.rotateLeft(account.flags() * 0x589965CC75374CC3L, 31);
        hash += Long.rotateLeft(account.lastSequence() * 0x1D8E4E27C47D124FL, 37);
        hash += Long.rotateLeft(account.year() * 0xEB44ACCAB455D165L, 41);
        hash += Long.rotateLeft(account.yearPaidFen() * 0x9C6E6877736C46E3L, 43);
        hash += Long.rotateLeft(account.day() * 0xC2B2AE3D27D4EB4FL, 47);
        hash += Long.rotateLeft(account.dayPaidFen() * 0x165667B19E3779F9L, 53);
        return Hashing.mix(hash);
    }

    /** Hash of one list entry. */
    static long hashListEntry(int level, long cardKey, int reason, long fromSeconds, long toSeconds) {
        long hash = Hashing.fold(cardKey, (long) level << 8 | reason);
        return Hashing.fold(Hashing.fold(hash, fromSeconds), toSeconds);
    }
}
