package org.medsettle.gateway.his;

import org.medsettle.command.Command;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.QueryBody;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.link.CallerLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inquiries about a card's state (S101): lets an institution make so many a minute, and records who asked about which card.
 * Records go to the logger {@value #LOGGER}, one line each, the card by its area and last four characters.
 *
 * <p>Threads: any; all event loops share one desk, so that a caller has one limit.
 */
@ThreadSafe
public final class InquiryDesk {
    static final String LOGGER = "medsettle.inquiry";
    private static final Logger RECORD = LoggerFactory.getLogger(LOGGER);
    private static final int SHOWN = 4;

    private final CallerLimit limit;

    public InquiryDesk(int inquiriesPerMinute) {
        limit = new CallerLimit(inquiriesPerMinute);
    }

    /** A desk that turns nobody away. */
    static InquiryDesk open() {
        return new InquiryDesk(Integer.MAX_VALUE);
    }

    /** Records an inquiry; false when the institution has made too many. */
    boolean admits(Command inquiry, CharSequence operator, long nowMs) {
        QueryBody query = new QueryBody();
        query.wrap(inquiry.body(), 0);
        String institution = AsciiField.get(query.buffer(), query.institutionOffset(), KeyedBody.INSTITUTION_BYTES);
        boolean admitted = limit.admits(institution, nowMs);
        String number = CardNumber.number(query.credential());
        RECORD.info(
                "institution {} operator {} asked about card {} *{}{}",
                institution,
                printable(operator),
                CardNumber.area(query.credential()),
                number.substring(number.length() - SHOWN),
                admitted ? "" : ": too many inquiries, not answered");
        return admitted;
    }

    /** An operator is any text of the client's; a line of the record stays one line. */
    private static String printable(CharSequence operator) {
        StringBuilder text = new StringBuilder(operator.length());
        operator.codePoints().forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.toString();
    }
}
