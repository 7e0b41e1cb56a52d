package org.medsettle.engine;

import java.util.Locale;
import org.medsettle.command.BillLine;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.ImportBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettleBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Writes the commands of one invented pharmacy and its invented customers, as a door would, for the warm-up. All commands
 * are the same object, written over by the next call.
 *
 * <p>Threads: whoever made it. Units: fen. Invariant: the same arguments give the same command, byte for byte.
 */
@ThreadConfined(Threads.CALLER)
final class SyntheticCommands {
    static final String INSTITUTION = "P42010099999";
    static final int AREA = 420_100;

    private static final int MED_TYPE = 41;
    private static final int SETTLE = 2102;
    private static final int CANCEL = 2103;
    private static final int REVERSE = 2601;
    private static final long CITIZEN_BASE = 42_010_019_900_101_000L;
    private static final long PERSON_BASE = 42_010_055_500_000L;
    private static final long BANK_BASE = 621_700_000_000_000L;

    private final Command command = new Command();
    private final int keyDate;
    private final long beginSeconds;
    private final ImportBody importing = new ImportBody();
    private final Institution institution = new Institution();
    private final Person person = new Person();
    private final Card card = new Card();
    private final SettleBody bill = new SettleBody();
    private final BillLine line = new BillLine();
    private final CancelBody cancel = new CancelBody();
    private final ReverseBody reversal = new ReverseBody();
    private final QueryBody query = new QueryBody();

    /** Commands whose keys carry the date of {@code epochMs}. */
    SyntheticCommands(long epochMs) {
        keyDate = BusinessDay.dateOf(epochMs);
        beginSeconds = epochMs / 1_000;
    }

    Command institution() {
        institution.wrap(command.reserve(Institution.BYTES), 0);
        institution
                .clear()
                .code(INSTITUTION)
                .area(AREA)
                .clearingAgency(AREA)
                .kind(InstitutionKind.PHARMACY)
                .state(Institution.IN_SERVICE)
                .addMedType(MED_TYPE)
                .name("试运行药店");
        return send(CommandType.IMPORT_INSTITUTION, Institution.BYTES);
    }

    Command person(int index, long openingFen) {
        importing.wrap(command.reserve(Command.INLINE_BYTES), 0);
        importing.head(openingFen, "");
        person.wrap(command.body(), importing.recordOffset());
        person.number(personNumber(index))
                .citizenId(CITIZEN_BASE + index)
                .type("11")
                .area(AREA)
                .birthDate(19_900_101)
                .insuranceType(Person.EMPLOYEE_SCHEME)
                .gender(1)
                .insuredState(InsuredState.NORMAL.code())
                .name("试运行" + index);
        return send(CommandType.IMPORT_PERSON, ImportBody.RECORD + person.length());
    }

    Command card(int index) {
        importing.wrap(command.reserve(Command.INLINE_BYTES), 0);
        importing.head(0, personNumber(index));
        card.wrap(command.body(), importing.recordOffset());
        card.clear()
                .key(cardKey(index))
                .sn(0x4201_00D1_5600_0000L, index)
                .bankNumber(BANK_BASE + index)
                .state(CardState.NORMAL);
        return send(CommandType.IMPORT_CARD, ImportBody.RECORD + Card.BYTES);
    }

    /** A bill of three lines, paid by card, under a key that ends in {@code key}. */
    Command settle(long key, int personIndex, long amountFen) {
        return send(CommandType.SETTLE, bill(key, personIndex, amountFen));
    }

    Command quote(int personIndex, long amountFen) {
        return send(CommandType.QUOTE, bill(0, personIndex, amountFen));
    }

    private int bill(long key, int personIndex, long amountFen) {
        bill.wrap(command.reserve(Command.INLINE_BYTES), 0);
        bill.head(Door.HIS, SETTLE, INSTITUTION, 0);
        bill.key(key, 0, keyDate);
        bill.person(personNumber(personIndex))
                .amounts(amountFen, amountFen)
                .credential(CredentialType.CARD, cardKey(personIndex))
                .cardSn(0x4201_00D1_5600_0000L, personIndex)
                .care(MED_TYPE, Person.EMPLOYEE_SCHEME, true, beginSeconds);
        int at = bill.tail("窗口一", "", "");
        for (int i = 1; i <= 3; i++) {
            line.wrap(bill.buffer(), at);
            line.amounts(i == 3 ? amountFen - 2 * (amountFen / 3) : amountFen / 3, 10_000, 1_000_000)
                    .texts("L" + i, "XN05BAD081A00101010000" + i, "S-" + i);
            at = line.end();
        }
        return bill.finish(3, at);
    }

    Command cancel(long key, int personIndex, long settlementId, long visitId) {
        cancel.wrap(command.reserve(CancelBody.MAX_BYTES), 0);
        cancel.head(Door.HIS, CANCEL, INSTITUTION, 0);
        cancel.key(key, 0, keyDate);
        cancel.person(personNumber(personIndex)).ids(settlementId, visitId);
        return send(CommandType.CANCEL, cancel.finish("窗口一"));
    }

    /** Reverses the settlement that came, or not, under {@code originalKey}. */
    Command reverse(long key, int personIndex, long originalKey) {
        return send(CommandType.REVERSE, keyed(key, REVERSE, personIndex, originalKey, SETTLE));
    }

    /** Reverses the cancel that came under {@code originalKey}. */
    Command reverseCancel(long key, int personIndex, long originalKey) {
        return send(CommandType.REVERSE, keyed(key, REVERSE, personIndex, originalKey, CANCEL));
    }

    Command outcome(long originalKey) {
        return send(CommandType.QUERY_OUTCOME, keyed(0, 0, 0, originalKey, SETTLE));
    }

    private int keyed(long key, int transaction, int personIndex, long originalKey, int originalTransaction) {
        reversal.wrap(command.reserve(ReverseBody.MAX_BYTES), 0);
        reversal.head(Door.HIS, transaction, INSTITUTION, 0);
        reversal.key(key, 0, keyDate);
        reversal.person(personNumber(personIndex)).original(INSTITUTION, originalKey, 0, keyDate, originalTransaction);
        return reversal.finish("窗口一");
    }

    Command queryPerson(int personIndex) {
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin(INSTITUTION, 0).credential(CredentialType.CARD, cardKey(personIndex));
        return send(CommandType.QUERY_PERSON, QueryBody.BYTES);
    }

    Command queryDigest() {
        return send(CommandType.QUERY_DIGEST, 0);
    }

    private Command send(CommandType type, int length) {
        return command.set(type, length);
    }

    static String personNumber(int index) {
        return Long.toString(PERSON_BASE + index);
    }

    static long cardKey(int index) {
        String body = String.format(Locale.ROOT, "A%07d", index);
        return CardNumber.key(AREA, body + CardNumber.checkCharacter(body));
    }
}
