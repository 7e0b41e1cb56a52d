package org.medsettle.audit;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.medsettle.command.BatchBody;
import org.medsettle.command.TillBody;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.settlement.SettlingFamily;

/**
 * Puts the commands of tills into words, card numbers masked, money in yuan.
 *
 * <p>Threads: one.
 */
final class TillWords {
    private final TillBody till = new TillBody();
    private final BatchBody batch = new BatchBody();

    /** A message that moves money, or asks for a balance with a PIN. */
    String message(ByteBuffer body) {
        till.wrap(body, 0);
        String card =
                switch (till.credentialType()) {
                    case CARD -> ", card " + MaskedText.card(till.credential());
                    case BANK_NUMBER -> ", bank number " + MaskedText.bankNumber(till.credential());
                    case NONE -> "";
                    case CITIZEN_ID, ELECTRONIC -> ", another credential";
                };
        String original = "";
        if (till.originalReference() != 0) {
            original = ", original " + digits(till.originalReference(), 12);
        } else if (till.originalStan() != 0) {
            original = ", original batch " + till.originalBatch() + " STAN " + digits(till.originalStan(), 6);
        }
        return transaction() + "merchant " + till.institution() + ", terminal " + till.terminal() + ", batch "
                + till.batch() + ", STAN " + digits(till.stan(), 6) + localTime() + card + ", "
                + MaskedText.yuan(till.amountFen()) + " yuan" + original + flags();
    }

    private String transaction() {
        return switch (till.transaction()) {
            case SettlingFamily.TILL_PURCHASE -> "purchase, ";
            case SettlingFamily.TILL_VOID -> "void, ";
            case SettlingFamily.TILL_REFUND -> "refund, ";
            default -> "";
        };
    }

    private String localTime() {
        return till.localTime() == 0 ? "" : ", local time " + till.localTime();
    }

    private String flags() {
        String pin =
                switch (till.pin()) {
                    case TillBody.PIN_NONE -> "";
                    case TillBody.PIN_OK -> ", PIN right";
                    case TillBody.PIN_WRONG -> ", PIN wrong";
                    default -> ", PIN verdict " + till.pin();
                };
        return pin + (till.has(TillBody.PARTIAL_APPROVAL) ? ", in part allowed" : "");
    }

    /** A sign-on or sign-off. */
    String terminal(ByteBuffer body) {
        batch.wrap(body, 0);
        return "merchant " + batch.merchant() + ", terminal " + batch.terminal();
    }

    /** A batch settlement with the terminal's totals. */
    String close(ByteBuffer body) {
        return batch(body) + ", " + batch.debitCount() + " purchases of " + MaskedText.yuan(batch.debitFen())
                + " yuan, " + batch.creditCount() + " voids and refunds of " + MaskedText.yuan(batch.creditFen())
                + " yuan";
    }

    /** An upload of details. */
    String details(ByteBuffer body) {
        return batch(body) + ", " + batch.detailCount() + " details";
    }

    private String batch(ByteBuffer body) {
        return terminal(body) + ", batch " + batch.batch();
    }

    private static String digits(long number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }
}
