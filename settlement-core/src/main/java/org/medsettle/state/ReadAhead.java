package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.SettleBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Reads what the next few settlements will need, a step of all of them at a time, so that the processor waits for their
 * cache misses together and not one after the other. It changes nothing and decides nothing: a settlement that was not
 * read ahead, or whose card has changed since, comes out the same.
 *
 * <p>Use: {@link #add} up to {@link #WIDTH} commands, then {@link #read}. Allocates nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReadAhead {
    static final int WIDTH = 16;

    private final LedgerStores stores;
    private final SettleBody bill = new SettleBody();
    private final long[] at = new long[WIDTH];
    private final long[] institution = new long[WIDTH];
    private final int[] door = new int[WIDTH];
    private final long[] key1 = new long[WIDTH];
    private final long[] key2 = new long[WIDTH];
    private final int[] keyDate = new int[WIDTH];
    private int count;
    private long touched;

    ReadAhead(LedgerStores stores) {
        this.stores = stores;
    }

    /** Takes note of a command; only bills that present a card are read ahead. */
    void add(Command command) {
        CommandType type = command.type();
        if (type == CommandType.SETTLE || type == CommandType.QUOTE) {
            bill.wrap(command.body(), 0);
            if (bill.credentialType() == CredentialType.CARD) {
                institution[count] = stores.institutions().findByCode(bill.buffer(), bill.institutionOffset());
                door[count] = bill.door();
                key1[count] = bill.keyWord1();
                key2[count] = bill.keyWord2();
                keyDate[count] = bill.keyDate();
                at[count++] = bill.credential();
            }
        }
    }

    /** Reads index, card, holder and account of what was added. */
    void read() {
        CardStore cards = stores.cards();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += cards.touch(at[i]);
        }
        for (int i = 0; i < count; i++) {
            if (institution[i] != InstitutionStore.NONE) {
                int ordinal = stores.institutions().at(institution[i]).ordinal();
                sum += stores.keys().touch(KeyRules.word0(door[i], ordinal), key1[i], key2[i], keyDate[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            at[i] = cards.candidate(at[i]);
        }
        for (int i = 0; i < count; i++) {
            at[i] = at[i] == CardStore.NONE ? CardStore.NONE : cards.at(at[i]).personReference();
        }
        for (int i = 0; i < count; i++) {
            at[i] = at[i] == CardStore.NONE
                    ? AccountStore.NONE
                    : stores.persons().at(at[i]).accountHandle();
        }
        for (int i = 0; i < count; i++) {
            sum += at[i] == AccountStore.NONE ? 0 : stores.accounts().at(at[i]).balanceFen();
        }
        count = 0;
        touched += sum;
    }

    /** A sum of what was read, so that no compiler finds the reading useless. */
    long touched() {
        return touched;
    }
}
