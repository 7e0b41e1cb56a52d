package org.medsettle.model;

import org.medsettle.command.Door;
import org.medsettle.domain.settlement.KeyStore;

/**
 * What every keyed command begins with, in plain values.
 *
 * @param keyDate epoch day inside the key, or {@code KeyStore.NO_DATE}
 */
public record Head(
        Door door,
        int transaction,
        String institution,
        long word1,
        long word2,
        int keyDate,
        long signOn,
        String operator) {

    /** The head of an administrator's command, whose key is a number. */
    public static Head admin(long key) {
        return new Head(Door.ADMIN, 0, "", key, 0, KeyStore.NO_DATE, 0, "");
    }

    /** The head of a command at the national interface. */
    public static Head his(int transaction, String institution, long key, int keyDate) {
        return new Head(Door.HIS, transaction, institution, key, 7, keyDate, 0, "");
    }

    public Head at(String otherInstitution) {
        return new Head(door, transaction, otherInstitution, word1, word2, keyDate, signOn, operator);
    }

    public Head signedOn(long number) {
        return new Head(door, transaction, institution, word1, word2, keyDate, number, operator);
    }

    public Head by(String otherOperator) {
        return new Head(door, transaction, institution, word1, word2, keyDate, signOn, otherOperator);
    }

    public Head transaction(int number) {
        return new Head(door, number, institution, word1, word2, keyDate, signOn, operator);
    }

    /** The key: door, institution and what is unique inside it; an administrator's key is of no institution. */
    public Key key() {
        return new Key(door.code(), door == Door.ADMIN ? "" : institution, word1, word2, keyDate);
    }

    /** A key in plain values; the date is inside the words on the wire, so it tells no two keys apart that they do not. */
    public record Key(int door, String institution, long word1, long word2, int date) {}
}
