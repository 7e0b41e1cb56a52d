package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.person.Person;

/** Body of a PERSON reply: the person and the available balance. Units: fen. */
public final class PersonReply extends RecordView {
    private static final int BALANCE = 0;
    private static final int HAS_ACCOUNT = 8;
    private static final int ACCOUNT_FLAGS = 12;
    private static final int PERSON = 16;

    /** Bytes of the body for this person. */
    public static int length(Person person) {
        return PERSON + person.length();
    }

    public void set(Person person, boolean hasAccount, long balanceFen, int accountFlags) {
        putLong(BALANCE, balanceFen);
        putInt(HAS_ACCOUNT, hasAccount ? 1 : 0);
        putInt(ACCOUNT_FLAGS, accountFlags);
        buffer.put(offset + PERSON, person.buffer(), person.offset(), person.length());
    }

    public long balanceFen() {
        return getLong(BALANCE);
    }

    public boolean hasAccount() {
        return getInt(HAS_ACCOUNT) != 0;
    }

    /** Bits of {@code Account}. */
    public int accountFlags() {
        return getInt(ACCOUNT_FLAGS);
    }

    /** Points {@code view} at the person. */
    public void person(Person view) {
        view.wrap(buffer, offset + PERSON);
    }
}
