package org.medsettle.model;

import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Every command as a plain record: what a test says, what a generator draws, what the model reads and what a failing seed
 * prints. {@link OrderWriter} lays one out as a command's bytes, {@link OrderReader} reads it back through the views.
 *
 * <p>Units: fen, epoch milliseconds where named so, epoch seconds in list entries, dates in epoch days.
 */
public interface Order {
    CommandType type();

    /** An order that comes under a key. */
    interface Keyed extends Order {
        Head head();

        /** The same order under another head. */
        Keyed under(Head head);

        /** What is compared when the key comes again: everything but key, operator and sign-on. */
        Object business();
    }

    /** A credential as it was shown; {@code token} only for the electronic one, the serial only where one was given. */
    record Shown(CredentialType type, long packed, String token, boolean hasSn, long snHigh, long snLow) {
        public static Shown card(long key) {
            return new Shown(CredentialType.CARD, key, "", false, 0, 0);
        }

        public static Shown citizen(long packed) {
            return new Shown(CredentialType.CITIZEN_ID, packed, "", false, 0, 0);
        }

        public static Shown bank(long packed) {
            return new Shown(CredentialType.BANK_NUMBER, packed, "", false, 0, 0);
        }

        public static Shown token(String token) {
            return new Shown(CredentialType.ELECTRONIC, 0, token, false, 0, 0);
        }

        public Shown withSn(long high, long low) {
            return new Shown(type, packed, token, true, high, low);
        }
    }

    /** A fee line. */
    record Line(String serial, String nationalCode, String shopCode, long amountFen, long count4, long price6) {}

    /** A bill: the business body of a settle and of a quote. */
    record Bill(
            String person,
            long medfeeFen,
            long linesSumFen,
            Shown shown,
            int medType,
            int insuranceType,
            boolean accountUsed,
            long beginSeconds,
            String invoice,
            List<Line> lines) {}

    /** An entry of a feed; a removal has no reason and no times. */
    record Entry(long cardKey, int reason, long fromSeconds, long toSeconds, boolean removal) {}

    record Settle(Head head, Bill bill) implements Keyed {
        @Override
        public CommandType type() {
            return CommandType.SETTLE;
        }

        @Override
        public Settle under(Head other) {
            return new Settle(other, bill);
        }

        @Override
        public Object business() {
            return List.of(type(), head.transaction(), bill);
        }
    }

    record Cancel(Head head, String person, long settlementId, long visitId) implements Keyed {
        @Override
        public CommandType type() {
            return CommandType.CANCEL;
        }

        @Override
        public Cancel under(Head other) {
            return new Cancel(other, person, settlementId, visitId);
        }

        @Override
        public Object business() {
            return List.of(type(), head.transaction(), person, settlementId, visitId);
        }
    }

    /** The key of an original, its transaction number, and the person it was for. */
    record Original(String institution, long word1, long word2, int keyDate, int transaction, String person) {}

    record Reverse(Head head, Original original) implements Keyed {
        @Override
        public CommandType type() {
            return CommandType.REVERSE;
        }

        @Override
        public Reverse under(Head other) {
            return new Reverse(other, original);
        }

        @Override
        public Object business() {
            return List.of(type(), head.transaction(), original);
        }
    }

    record Credit(Head head, String person, int kind, long amountFen, String operator, String secondOperator)
            implements Keyed {
        @Override
        public CommandType type() {
            return CommandType.CREDIT;
        }

        @Override
        public Credit under(Head other) {
            return new Credit(other, person, kind, amountFen, operator, secondOperator);
        }

        @Override
        public Object business() {
            return List.of(type(), head.transaction(), person, kind, amountFen, operator, secondOperator);
        }
    }

    /** ACCOUNT_EVENT, CARD_EVENT or INSTITUTION_EVENT by {@code type}. */
    record Event(CommandType type, Head head, String person, long cardKey, int event) implements Keyed {
        @Override
        public Event under(Head other) {
            return new Event(type, other, person, cardKey, event);
        }

        @Override
        public Object business() {
            return List.of(type, head.transaction(), head.institution(), person, cardKey, event);
        }
    }

    record ImportInstitution(
            String code,
            int area,
            int clearingAgency,
            int kind,
            boolean inService,
            List<Integer> medTypes,
            String name,
            String merchant,
            List<String> terminals)
            implements Order {
        /** An institution without tills. */
        public ImportInstitution(
                String code,
                int area,
                int clearingAgency,
                int kind,
                boolean inService,
                List<Integer> medTypes,
                String name) {
            this(code, area, clearingAgency, kind, inService, medTypes, name, "", List.of());
        }

        @Override
        public CommandType type() {
            return CommandType.IMPORT_INSTITUTION;
        }
    }

    record ImportPerson(
            String number, long citizenId, String name, int insuranceType, int insuredState, int area, long openingFen)
            implements Order {
        @Override
        public CommandType type() {
            return CommandType.IMPORT_PERSON;
        }

        /** The same person in another home area. */
        public ImportPerson in(int other) {
            return new ImportPerson(number, citizenId, name, insuranceType, insuredState, other, openingFen);
        }
    }

    record ImportCard(long key, String holder, long snHigh, long snLow, long bankNumber, int expiryDay, CardState state)
            implements Order {
        @Override
        public CommandType type() {
            return CommandType.IMPORT_CARD;
        }

        /** The same card in another state. */
        public ImportCard in(CardState other) {
            return new ImportCard(key, holder, snHigh, snLow, bankNumber, expiryDay, other);
        }
    }

    record ImportCredential(String token, String holder, long expiresAtMs) implements Order {
        @Override
        public CommandType type() {
            return CommandType.IMPORT_CREDENTIAL;
        }
    }

    /** One of the five list commands by {@code type}. */
    record Lists(CommandType type, int level, long version, long baseVersion, long expected, List<Entry> entries)
            implements Order {}

    /** An operator's page of one list. */
    record ListEntries(int level, long cursor, int limit) implements Order {
        @Override
        public CommandType type() {
            return CommandType.QUERY_LIST_ENTRIES;
        }
    }

    /** How old each list may become, and whether cards are refused while it is older; one value a level. */
    record ListTerms(List<Long> maxAgeSeconds, List<Boolean> refuses) implements Order {
        @Override
        public CommandType type() {
            return CommandType.LIST_TERMS;
        }
    }

    /** SIGN_ON or SIGN_OFF by {@code type}. */
    record Sign(CommandType type, String institution, long operatorHash, long number) implements Order {}

    record Configure(
            int keyRetentionDays,
            int temporaryLossDays,
            int dayCutMinutes,
            boolean signOnRequired,
            long billLimitFen,
            long dailyAccountLimitFen,
            long maxAccounts,
            int rulesRevision)
            implements Order {
        /** Without a limit of accounts, by today's rules. */
        public Configure(
                int keyRetentionDays,
                int temporaryLossDays,
                int dayCutMinutes,
                boolean signOnRequired,
                long billLimitFen,
                long dailyAccountLimitFen) {
            this(
                    keyRetentionDays,
                    temporaryLossDays,
                    dayCutMinutes,
                    signOnRequired,
                    billLimitFen,
                    dailyAccountLimitFen,
                    0,
                    ConfigureBody.CURRENT_RULES);
        }

        @Override
        public CommandType type() {
            return CommandType.CONFIGURE;
        }
    }

    /** QUOTE: a bill that is not settled. */
    record Quote(Head head, Bill bill) implements Order {
        @Override
        public CommandType type() {
            return CommandType.QUOTE;
        }
    }

    record QueryOutcome(Head head, Original original) implements Order {
        @Override
        public CommandType type() {
            return CommandType.QUERY_OUTCOME;
        }
    }

    /** QUERY_PERSON, QUERY_SETTLEMENT, QUERY_CARD, QUERY_DIGEST or CLOSE_DAY (whose date is {@code settlementId}). */
    record Query(
            CommandType type,
            String institution,
            long signOn,
            String person,
            Shown shown,
            long settlementId,
            long visitId)
            implements Order {
        private static final Shown NOTHING = new Shown(CredentialType.NONE, 0, "", false, 0, 0);

        public static Query person(String institution, long signOn, Shown shown) {
            return new Query(CommandType.QUERY_PERSON, institution, signOn, "", shown, 0, 0);
        }

        public static Query settlement(String institution, String person, long settlementId, long visitId) {
            return new Query(CommandType.QUERY_SETTLEMENT, institution, 0, person, NOTHING, settlementId, visitId);
        }

        public static Query card(String institution, long key) {
            return new Query(CommandType.QUERY_CARD, institution, 0, "", Shown.card(key), 0, 0);
        }

        public static Query cardLife(long key) {
            return new Query(CommandType.QUERY_CARD_LIFE, "", 0, "", Shown.card(key), 0, 0);
        }

        public static Query digest() {
            return new Query(CommandType.QUERY_DIGEST, "", 0, "", NOTHING, 0, 0);
        }

        public static Query closeDay(int date) {
            return new Query(CommandType.CLOSE_DAY, "", 0, "", NOTHING, date, 0);
        }
    }
}
