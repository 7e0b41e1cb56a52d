package org.medsettle.bench.load;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Locale;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.command.ListBody;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;

/**
 * Invented persons, cards and institutions by index, and the import commands that make a ledger of them. The same index
 * always gives the same record; indexes begin at 0.
 *
 * <p>Threads: one at a time. Units: fen. Invariant: every person has a personal account and one normal card; every
 * {@link #LISTED_EVERY}-th card stands on the national list.
 */
public final class SyntheticPopulation {
    /** One card in so many is on the national invalid list. */
    public static final int LISTED_EVERY = 100;

    public static final int MED_TYPE = 41;
    public static final int AREA = 420_100;
    /** Most persons this class can tell apart. */
    public static final int MAX_PERSONS = 25_000_000;

    /** First half of every card's serial number. */
    public static final long CARD_SN_HIGH = 0x4201_00D1_5600_0000L;

    private static final long CARD_SCRAMBLE = 1_000_003L;
    private static final long CARD_BODIES = 2_821_109_907_456L;
    private static final long OPENING_MIN_FEN = 100_000;
    private static final long OPENING_SPREAD_FEN = 400_000;
    private static final int ORDERS_PER_DAY = 1_000;

    private final ImportBody head = new ImportBody();
    private final Person person = new Person();
    private final Card card = new Card();
    private final Institution institution = new Institution();
    private final ListBody list = new ListBody();

    /** The person number (psn_no) of one person: the area and fourteen digits. */
    public static String personNumber(int index) {
        return String.format(Locale.ROOT, "%d%014d", AREA, index + 1L);
    }

    /** The key of one person's card, as {@link CardNumber#key} makes it. */
    public static long cardKey(int index) {
        return AREA * CARD_BODIES + (index * CARD_SCRAMBLE + 7) % CARD_BODIES;
    }

    /** The card's bank number without its check digit. */
    public static long bankNumber(int index) {
        return 6_217_000_000_000_000L + index;
    }

    public static String institutionCode(int index) {
        return String.format(Locale.ROOT, "P%d%05d", AREA, index + 1);
    }

    public static boolean isListed(int index) {
        return index % LISTED_EVERY == LISTED_EVERY - 1;
    }

    /** Fills in the import of one institution, which may settle {@link #MED_TYPE}. */
    public void institution(Command command, int index) {
        institution.wrap(command.reserve(Institution.BYTES), 0);
        institution
                .clear()
                .code(institutionCode(index))
                .area(AREA)
                .clearingAgency(AREA)
                .kind(InstitutionKind.PHARMACY)
                .state(Institution.IN_SERVICE)
                .addMedType(MED_TYPE)
                .name("测试药店" + (index + 1));
        command.set(CommandType.IMPORT_INSTITUTION, Institution.BYTES);
    }

    /** Fills in the import of one person with a personal account. */
    public void person(Command command, int index) {
        ByteBuffer body = command.reserve(ImportBody.RECORD + Person.MAX_BYTES);
        head.wrap(body, 0);
        head.head(OPENING_MIN_FEN + index * 7_919L % OPENING_SPREAD_FEN, "");
        person.wrap(body, head.recordOffset());
        long citizen = citizenId(index);
        person.accountHandle(-1)
                .ordinal(0)
                .number(personNumber(index))
                .citizenId(citizen)
                .type("1101")
                .area(AREA)
                .birthDate(CitizenId.birthDate(citizen))
                .insuranceType(Person.EMPLOYEE_SCHEME)
                .gender(index % 2 + 1)
                .insuredState(InsuredState.NORMAL.code())
                .name("测试人" + (index + 1));
        command.set(CommandType.IMPORT_PERSON, ImportBody.RECORD + person.length());
    }

    /** Fills in the import of that person's card. */
    public void card(Command command, int index) {
        ByteBuffer body = command.reserve(ImportBody.RECORD + Card.BYTES);
        head.wrap(body, 0);
        head.head(0, personNumber(index));
        card.wrap(body, head.recordOffset());
        card.clear()
                .key(cardKey(index))
                .sn(CARD_SN_HIGH, index + 1L)
                .bankNumber(bankNumber(index))
                .state(CardState.NORMAL);
        command.set(CommandType.IMPORT_CARD, ImportBody.RECORD + Card.BYTES);
    }

    /** Fills in the entry of that person's card on the national list. */
    public void listing(Command command, int index) {
        list.wrap(command.reserve(ListBody.HEAD_BYTES + ListBody.ENTRY_BYTES), 0);
        list.head(ListLevel.NATION.code(), 0, 0, 0).add(cardKey(index), InvalidReason.LOST.code(), 0, 0);
        command.set(CommandType.LIST_PUT, list.length());
    }

    /** The packed citizen id: born on consecutive days from 1950 on, a thousand persons a day. */
    private static long citizenId(int index) {
        int day = index / ORDERS_PER_DAY;
        LocalDate birth = LocalDate.ofEpochDay(-7_305L + day);
        long date = birth.getYear() * 10_000L + birth.getMonthValue() * 100L + birth.getDayOfMonth();
        return (AREA * 100_000_000L + date) * ORDERS_PER_DAY + index % ORDERS_PER_DAY;
    }
}
