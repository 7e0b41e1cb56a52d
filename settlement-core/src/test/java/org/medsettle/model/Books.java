package org.medsettle.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.SettlementState;

/**
 * Everything the model knows, in plain collections, and the time of the command at hand.
 *
 * <p>Units: fen, epoch days, epoch milliseconds; {@link #second} in epoch seconds.
 */
final class Books {
    private static final long DAY_MS = 86_400_000;
    private static final long EAST_8_MS = 8 * 3_600_000;

    final Map<String, Institution> institutions = new LinkedHashMap<>();
    final Map<String, Person> persons = new LinkedHashMap<>();
    final Map<Long, Card> cards = new LinkedHashMap<>();
    final Map<String, Order.ImportCredential> tokens = new LinkedHashMap<>();
    final Map<Long, SignOn> signOns = new LinkedHashMap<>();
    final Map<Long, Settlement> settlements = new LinkedHashMap<>();
    final Map<Head.Key, Outcome> outcomes = new HashMap<>();
    final Map<LedgerFacts.TotalKey, LedgerFacts.Total> totals = new LinkedHashMap<>();
    final List<InvalidList> lists = List.of(new InvalidList(), new InvalidList(), new InvalidList());
    Order.Configure settings = new Order.Configure(62, 7, 0, false, 0, 0, 0, 0);
    final TillBooks tills = new TillBooks();
    final CardBooks lives = new CardBooks();
    int closedThrough = Integer.MIN_VALUE;

    long sequence;
    long timeMs;
    long second;
    int today;
    int businessDate;
    private int lastBusinessDate = Integer.MIN_VALUE;

    /**
     * Sets the clock for one command. A later cut of the day does not bring a business date back that was left already,
     * since its totals may be closed.
     */
    void begin(long commandSequence, long commandTimeMs) {
        sequence = commandSequence;
        timeMs = commandTimeMs;
        second = Math.floorDiv(timeMs, 1_000);
        today = dateOf(timeMs);
        businessDate = Math.max(lastBusinessDate, dateOf(timeMs - settings.dayCutMinutes() * 60_000L));
    }

    /** Counts the command as part of the order; answers true when it is the first of a business date. */
    boolean enter() {
        boolean fresh = businessDate != lastBusinessDate;
        lastBusinessDate = businessDate;
        return fresh;
    }

    /** On which day's limit a movement of this settlement counts: since revision 2 on that of its own day, before on today's. */
    int countedOn(Answer.SettlementFacts original) {
        return settings.rulesRevision() >= 2 ? original.businessDate() : businessDate;
    }

    static int dateOf(long epochMs) {
        return (int) Math.floorDiv(epochMs + EAST_8_MS, DAY_MS);
    }

    @Nullable
    Institution institution(String code) {
        return institutions.get(code);
    }

    @Nullable
    Card cardByBankNumber(long bankNumber) {
        return bankNumber == 0
                ? null
                : cards.values().stream()
                        .filter(card -> card.imported.bankNumber() == bankNumber)
                        .findFirst()
                        .orElse(null);
    }

    @Nullable
    Person personByCitizenId(long citizenId) {
        return persons.values().stream()
                .filter(person -> person.imported.citizenId() == citizenId)
                .findFirst()
                .orElse(null);
    }

    Institution knownInstitution(String code) {
        return Objects.requireNonNull(institutions.get(code));
    }

    Person knownPerson(String number) {
        return Objects.requireNonNull(persons.get(number));
    }

    InvalidList list(ListLevel level) {
        return lists.get(level.code());
    }

    /** What became of a card by this command's time: a temporary loss lapses, and validity ends with its last day. */
    CardState stateNow(Card card) {
        boolean lapsed = card.state == CardState.LOST_TEMPORARY && timeMs >= card.lapsesAtMs;
        CardState state = lapsed ? CardState.NORMAL : card.state;
        int lastDay = card.imported.expiryDay();
        return state == CardState.NORMAL && lastDay != 0 && today > lastDay ? CardState.EXPIRED : state;
    }

    static final class Institution {
        Order.ImportInstitution imported;
        boolean inService;
        long payableFen;

        Institution(Order.ImportInstitution imported) {
            this.imported = imported;
            inService = imported.inService();
        }
    }

    static final class Person {
        final Order.ImportPerson imported;
        final @Nullable Account account;
        int area;

        Person(Order.ImportPerson imported, @Nullable Account account) {
            this.imported = imported;
            this.account = account;
            area = imported.area();
        }
    }

    static final class Account {
        final long openingFen;
        long balanceFen;
        long creditsFen;
        long debitsFen;
        long returnsFen;
        boolean frozen;
        boolean closed;
        final Map<Integer, Long> paidByDay = new HashMap<>();

        Account(long openingFen) {
            this.openingFen = openingFen;
            balanceFen = openingFen;
        }

        /** A settlement, or the undoing of a cancel, takes money. */
        void pay(long fen, int countedOn) {
            balanceFen -= fen;
            debitsFen += fen;
            paidByDay.merge(countedOn, fen, Long::sum);
        }

        /** A cancel or a reversal brings money back. */
        void takeBack(long fen, int countedOn) {
            balanceFen += fen;
            returnsFen += fen;
            paidByDay.merge(countedOn, -fen, Long::sum);
        }
    }

    static final class Card {
        final Order.ImportCard imported;
        CardState state;
        long lapsesAtMs;
        long changedAtMs;
        int wrongPins;
        long pin;

        Card(Order.ImportCard imported) {
            this.imported = imported;
            state = imported.state();
        }
    }

    static final class Settlement {
        final Answer.SettlementFacts first;
        SettlementState state = SettlementState.SETTLED;
        long counterpartId;
        long refundedFen;

        Settlement(Answer.SettlementFacts first) {
            this.first = first;
            counterpartId = first.counterpartId();
        }

        /** The settlement as it stands now. */
        Answer.SettlementFacts now() {
            return NaiveMoney.standing(this);
        }
    }

    /** What came of a key. */
    static final class Outcome {
        final Object business;
        final int transaction;
        final String person;
        final Answer answer;
        final @Nullable Settlement settlement;
        final boolean tombstone;
        final int date;

        Outcome(
                Object business,
                int transaction,
                String person,
                Answer answer,
                @Nullable Settlement settlement,
                boolean tombstone,
                int date) {
            this.business = business;
            this.transaction = transaction;
            this.person = person;
            this.answer = answer;
            this.settlement = settlement;
            this.tombstone = tombstone;
            this.date = date;
        }
    }

    static final class InvalidList {
        Map<Long, Order.Entry> entries = new HashMap<>();
        long version;
        long updatedMs;
        long fedMs;
        long maxAgeSeconds;
        boolean refusesWhenTooOld;

        @Nullable
        Feed feed;
    }

    /** A feed that has begun and is not yet in force. */
    static final class Feed {
        final long version;
        final long baseVersion;
        final long expected;
        final ArrayList<Order.Entry> received = new ArrayList<>();

        Feed(long version, long baseVersion, long expected) {
            this.version = version;
            this.baseVersion = baseVersion;
            this.expected = expected;
        }

        /** True for a full feed with as many entries as announced and no card twice, or a delta with as many as announced. */
        boolean isComplete() {
            long cards = received.stream().map(Order.Entry::cardKey).distinct().count();
            return received.size() == expected && (baseVersion != 0 || cards == expected);
        }
    }

    record SignOn(String institution, int businessDate) {}
}
