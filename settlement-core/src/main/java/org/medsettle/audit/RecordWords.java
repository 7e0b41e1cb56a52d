package org.medsettle.audit;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.medsettle.command.CancelBody;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.CreditBody;
import org.medsettle.command.DigestMarkBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettleBody;
import org.medsettle.command.SignBody;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.journal.JournalRecord;

/**
 * Puts journalled commands into words: one line each, identities masked, times in Asia/Shanghai, money in yuan.
 *
 * <p>Threads: one. Failure: a command this version does not know is shown as type, version and length.
 */
final class RecordWords {
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final int KEY_DIGITS = 18;

    private final ImportWords imports = new ImportWords();
    private final ListWords lists = new ListWords();
    private final TillWords tills = new TillWords();
    private final CardWords cards = new CardWords();
    private final SettleBody bill = new SettleBody();
    private final CancelBody cancel = new CancelBody();
    private final ReverseBody reversal = new ReverseBody();
    private final CreditBody credit = new CreditBody();
    private final EventBody event = new EventBody();
    private final SignBody sign = new SignBody();
    private final ConfigureBody settings = new ConfigureBody();
    private final QueryBody day = new QueryBody();
    private final DigestMarkBody mark = new DigestMarkBody();

    /** One line for one command. */
    String line(JournalRecord command) {
        CommandType type = CommandType.of(command.type());
        String head = command.sequence() + " "
                + Instant.ofEpochMilli(command.timeMs()).atOffset(SHANGHAI) + " ";
        return type == null || !type.isJournalled()
                ? head + "unknown command of type " + command.type() + ", version " + command.version() + ", "
                        + command.length() + " bytes"
                : head + type + " " + safeWords(type, command.body());
    }

    /** A body that was refused may hold anything. */
    private String safeWords(CommandType type, ByteBuffer body) {
        try {
            return words(type, body);
        } catch (IndexOutOfBoundsException | DateTimeException unreadable) {
            return "with a body that does not read as one";
        }
    }

    private String words(CommandType type, ByteBuffer body) {
        return switch (type) {
            case SETTLE -> settle(body);
            case CANCEL -> cancel(body);
            case REVERSE -> reverse(body);
            case CREDIT -> credit(body);
            case ACCOUNT_EVENT, CARD_EVENT, INSTITUTION_EVENT -> event(type, body);
            case CARD_ISSUE, CARD_REPLACEMENT, CARD_MOVE, CARD_PIN -> key(body) + ", " + cards.life(type, body);
            case CARD_REIMBURSE -> key(body) + ", " + cards.reimbursement(body);
            case CARD_TERMS -> cards.terms(body);
            case WORK_CALENDAR -> cards.calendar(body);
            case CARD_SWEEP -> cards.sweep(body);
            case IMPORT_INSTITUTION -> imports.institution(body);
            case IMPORT_PERSON -> imports.person(body);
            case IMPORT_CARD -> imports.card(body);
            case IMPORT_CREDENTIAL -> imports.credential(body);
            case LIST_PUT, LIST_REMOVE, FEED_BEGIN, FEED_CHUNK, FEED_COMMIT -> lists.words(type, body);
            case LIST_TERMS -> lists.terms(body);
            case SIGN_ON, SIGN_OFF -> sign(type, body);
            case CONFIGURE -> configure(body);
            case CLOSE_DAY -> closeDay(body);
            case DIGEST_MARK -> mark(body);
            case PURCHASE, TILL_VOID, TILL_REFUND, TILL_REVERSE, PIN_BALANCE -> tills.message(body);
            case TILL_SIGN_ON, TILL_SIGN_OFF -> tills.terminal(body);
            case CLOSE_BATCH -> tills.close(body);
            case BATCH_DETAIL -> tills.details(body);
            case QUOTE, QUERY_PERSON, QUERY_SETTLEMENT, QUERY_CARD, QUERY_OUTCOME, QUERY_DIGEST -> "";
            case QUERY_BALANCE, QUERY_LIST_PAGE, QUERY_LIST_ENTRIES, QUERY_CARD_LIFE -> "";
            case FIND_SETTLEMENT, FIND_OUTCOME, FIND_PERSON, QUERY_DAY_TOTALS -> "";
        };
    }

    private String settle(ByteBuffer body) {
        bill.wrap(body, 0);
        String credential =
                switch (bill.credentialType()) {
                    case CARD -> "card " + MaskedText.card(bill.credential());
                    case CITIZEN_ID -> "citizen id " + MaskedText.citizenId(bill.credential());
                    case BANK_NUMBER -> "bank number " + MaskedText.bankNumber(bill.credential());
                    case ELECTRONIC -> "electronic credential";
                    case NONE -> "no credential";
                };
        return key(bill) + ", person " + MaskedText.tail(bill.person()) + ", " + credential + ", "
                + MaskedText.yuan(bill.medfeeFen()) + " yuan in " + bill.lineCount() + " lines, med_type "
                + bill.medType() + ", insutype " + bill.insuranceType()
                + (bill.accountUsed() ? ", account used" : ", account not used");
    }

    private String cancel(ByteBuffer body) {
        cancel.wrap(body, 0);
        return key(cancel) + ", person " + MaskedText.tail(cancel.person()) + ", settlement " + cancel.settlementId()
                + ", visit " + cancel.visitId();
    }

    private String reverse(ByteBuffer body) {
        reversal.wrap(body, 0);
        return key(reversal) + ", person " + MaskedText.tail(reversal.person()) + ", original "
                + reversal.originalTransaction() + " "
                + keyText(reversal.originalInstitution(), reversal.originalKeyWord1(), reversal.originalKeyWord2());
    }

    private String credit(ByteBuffer body) {
        credit.wrap(body, 0);
        String kind =
                switch (credit.kind()) {
                    case CreditBody.CONTRIBUTION -> "contribution";
                    case CreditBody.INTEREST -> "interest";
                    case CreditBody.REIMBURSEMENT -> "reimbursement";
                    case CreditBody.CORRECTION -> "correction";
                    default -> "kind " + credit.kind();
                };
        return key(credit) + ", person " + MaskedText.tail(credit.person()) + ", " + kind + " of "
                + MaskedText.yuan(credit.amountFen()) + " yuan";
    }

    private String event(CommandType type, ByteBuffer body) {
        event.wrap(body, 0);
        String what =
                switch (type) {
                    case CARD_EVENT -> {
                        CardEvent known = CardEvent.of(event.event());
                        yield "card " + MaskedText.card(event.cardKey()) + ", "
                                + (known == null ? "event " + event.event() : known);
                    }
                    case ACCOUNT_EVENT -> "person " + MaskedText.tail(event.person()) + ", " + accountEvent();
                    default -> event.event() == EventBody.INSTITUTION_SUSPEND ? "SUSPEND" : "RESUME";
                };
        return key(event) + ", " + what;
    }

    private String accountEvent() {
        return switch (event.event()) {
            case EventBody.ACCOUNT_OPEN -> "OPEN";
            case EventBody.ACCOUNT_FREEZE -> "FREEZE";
            case EventBody.ACCOUNT_UNFREEZE -> "UNFREEZE";
            case EventBody.ACCOUNT_CLOSE -> "CLOSE";
            default -> "event " + event.event();
        };
    }

    private String sign(CommandType type, ByteBuffer body) {
        sign.wrap(body, 0);
        String institution = AsciiField.get(body, sign.institutionOffset(), KeyedBody.INSTITUTION_BYTES);
        return institution + (type == CommandType.SIGN_OFF ? ", number " + sign.number() : "");
    }

    private String configure(ByteBuffer body) {
        settings.wrap(body, 0);
        return "key retention " + settings.keyRetentionDays() + " days, temporary loss " + settings.temporaryLossDays()
                + " days, day cut " + settings.dayCutMinutes() + " minutes after midnight, sign-on "
                + (settings.signOnRequired() ? "required" : "not required") + ", bill limit "
                + MaskedText.yuan(settings.billLimitFen()) + " yuan, daily account limit "
                + MaskedText.yuan(settings.dailyAccountLimitFen()) + " yuan, accounts at most "
                + settings.maxAccounts() + ", rules of revision " + settings.rulesRevision();
    }

    private String closeDay(ByteBuffer body) {
        day.wrap(body, 0);
        return "business date " + LocalDate.ofEpochDay(day.settlementId());
    }

    private String mark(ByteBuffer body) {
        mark.wrap(body, 0);
        return "state digest " + HexFormat.of().toHexDigits(mark.digest()) + " at sequence " + mark.atSequence();
    }

    /** The key of a body whose own view stands elsewhere: they all begin alike. */
    private String key(ByteBuffer body) {
        event.wrap(body, 0);
        return key(event);
    }

    private static String key(KeyedBody keyed) {
        String transaction = keyed.transaction() == 0 ? "" : keyed.transaction() + " ";
        return transaction + keyText(keyed.institution(), keyed.keyWord1(), keyed.keyWord2());
    }

    /** A key as it came in a msgid; one that does not look so is shown as two hexadecimal words. */
    private static String keyText(String institution, long word1, long word2) {
        String digits = Long.toString(word1);
        if (word1 < 0 || word2 != 0 || digits.length() > KEY_DIGITS) {
            return institution + "/" + Long.toHexString(word1) + "/" + Long.toHexString(word2);
        }
        return "key " + institution + "0".repeat(KEY_DIGITS - digits.length()) + digits;
    }
}
