package org.medsettle.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.CardSweepBody;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.CommandType;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.mask.MaskedText;

/**
 * Puts the commands of cards' lives into words, identities masked; a PIN's verification value is never shown. Threads: one.
 */
final class CardWords {
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);

    private final CardLifeBody life = new CardLifeBody();
    private final ReimburseBody reimbursement = new ReimburseBody();
    private final CardTermsBody terms = new CardTermsBody();
    private final WorkCalendarBody calendar = new WorkCalendarBody();
    private final CardSweepBody sweep = new CardSweepBody();

    /** What a CARD_ISSUE, CARD_REPLACEMENT, CARD_MOVE or CARD_PIN says behind its key. */
    String life(CommandType type, ByteBuffer body) {
        life.wrap(body, 0);
        return switch (type) {
            case CARD_ISSUE -> "person " + MaskedText.tail(life.person()) + ", " + newCard();
            case CARD_MOVE -> "card " + MaskedText.card(life.cardKey()) + ", " + newCard();
            case CARD_PIN -> "card " + MaskedText.card(life.cardKey()) + ", " + pinStep();
            default -> "card " + MaskedText.card(life.cardKey()) + ", " + replacementStep();
        };
    }

    private String pinStep() {
        return switch (life.step()) {
            case CardLifeBody.PIN_SET -> "PIN set";
            case CardLifeBody.PIN_VERIFY -> "PIN judged";
            default -> "step " + life.step();
        };
    }

    private String replacementStep() {
        ReplacementStep step = ReplacementStep.of(life.step());
        if (step == null) {
            return "step " + life.step();
        }
        return step == ReplacementStep.READY ? step + ", " + newCard() : step.toString();
    }

    private String newCard() {
        return "new card " + MaskedText.card(life.newCardKey()) + ", bank number "
                + MaskedText.bankNumber(life.newBankNumber());
    }

    /** What a CARD_REIMBURSE says behind its key. */
    String reimbursement(ByteBuffer body) {
        reimbursement.wrap(body, 0);
        return "card " + MaskedText.card(reimbursement.cardKey()) + ", "
                + MaskedText.yuan(reimbursement.amountFen()) + " yuan paid at " + reimbursement.institution() + " on "
                + Instant.ofEpochSecond(reimbursement.paidAtSeconds()).atOffset(SHANGHAI) + ", receipt "
                + MaskedText.tail(reimbursement.receipt());
    }

    String terms(ByteBuffer body) {
        terms.wrap(body, 0);
        StringBuilder words = new StringBuilder("reimbursed at most ")
                .append(MaskedText.yuan(terms.reimbursementLimitFen()))
                .append(" yuan, temporary loss");
        for (int i = 0; i < terms.areaCount(); i++) {
            words.append(i == 0 ? " " : ", ")
                    .append(terms.area(i))
                    .append(' ')
                    .append(terms.lossDays(i))
                    .append(" days");
        }
        return words.append(terms.areaCount() == 0 ? " the same everywhere" : "")
                .toString();
    }

    String calendar(ByteBuffer body) {
        calendar.wrap(body, 0);
        int days = calendar.dayCount();
        return days == 0
                ? "no day differs from the week"
                : days + " days from " + LocalDate.ofEpochDay(calendar.day(0)) + " to "
                        + LocalDate.ofEpochDay(calendar.day(days - 1));
    }

    String sweep(ByteBuffer body) {
        sweep.wrap(body, 0);
        return "cards " + sweep.from() + " to " + (sweep.from() + sweep.cards() - 1);
    }
}
