package org.medsettle.audit;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CancelBody;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.ImportBody;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettleBody;
import org.medsettle.domain.person.Person;
import org.medsettle.journal.JournalRecord;

/**
 * Tells whether a journalled command has to do with a key or a person. A reversal belongs to its own key and to that of
 * its original.
 *
 * <p>Threads: one.
 */
final class RecordFilter {
    private final InspectQuery query;
    private final SettleBody bill = new SettleBody();
    private final CancelBody cancel = new CancelBody();
    private final ReverseBody reversal = new ReverseBody();
    private final CreditBody credit = new CreditBody();
    private final EventBody event = new EventBody();
    private final CardLifeBody cardLife = new CardLifeBody();
    private final ReimburseBody reimbursement = new ReimburseBody();
    private final ImportBody importing = new ImportBody();
    private final Person person = new Person();

    RecordFilter(InspectQuery query) {
        this.query = query;
    }

    boolean admits(JournalRecord command) {
        CommandType type = CommandType.of(command.type());
        if (query.key().isEmpty() && query.person().isEmpty()) {
            return true;
        }
        return type != null
                && (query.key().isEmpty() || hasKey(type, command.body()))
                && (query.person().isEmpty() || query.person().equals(personOf(type, command.body())));
    }

    private boolean hasKey(CommandType type, ByteBuffer body) {
        KeyedBody keyed = keyed(type);
        if (keyed == null) {
            return false;
        }
        keyed.wrap(body, 0);
        boolean own =
                keyed.keyWord1() == query.keyDigits() && keyed.institution().equals(query.keyInstitution());
        return own
                || (type == CommandType.REVERSE
                        && reversal.originalKeyWord1() == query.keyDigits()
                        && reversal.originalInstitution().equals(query.keyInstitution()));
    }

    /** The view of a command that carries a key, or null. */
    private @Nullable KeyedBody keyed(CommandType type) {
        return switch (type) {
            case SETTLE -> bill;
            case CANCEL -> cancel;
            case REVERSE -> reversal;
            case CREDIT -> credit;
            case ACCOUNT_EVENT, CARD_EVENT, INSTITUTION_EVENT -> event;
            case CARD_ISSUE, CARD_REPLACEMENT, CARD_MOVE, CARD_PIN -> cardLife;
            case CARD_REIMBURSE -> reimbursement;
            default -> null;
        };
    }

    private @Nullable String personOf(CommandType type, ByteBuffer body) {
        KeyedBody keyed = keyed(type);
        if (keyed != null) {
            keyed.wrap(body, 0);
        }
        return switch (type) {
            case SETTLE -> bill.person();
            case CANCEL -> cancel.person();
            case REVERSE -> reversal.person();
            case CREDIT -> credit.person();
            case ACCOUNT_EVENT, CARD_EVENT -> event.person();
            case CARD_ISSUE -> cardLife.person();
            case IMPORT_PERSON -> {
                importing.wrap(body, 0);
                person.wrap(body, importing.recordOffset());
                yield person.number();
            }
            case IMPORT_CARD, IMPORT_CREDENTIAL -> {
                importing.wrap(body, 0);
                yield importing.holder();
            }
            default -> null;
        };
    }
}
