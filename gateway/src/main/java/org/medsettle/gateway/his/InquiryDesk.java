package org.medsettle.gateway.his;

import org.medsettle.command.Command;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.QueryBody;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.AsciiField;
import org.medsettle.gateway.link.CallerLimit;

/**
 * Inquiries about a card's state (S101): lets an institution make so many a minute, and has it recorded who asked about which
 * card, the inquiries that were turned away among them. An institution that the ledger has never answered OK shares its count
 * with all others of that kind, so that invented codes crowd out nobody.
 *
 * <p>Threads: any; all event loops share one desk, so that a caller has one limit.
 */
@ThreadSafe
public final class InquiryDesk {
    /** Takes note of an inquiry, without blocking. */
    @FunctionalInterface
    public interface Ledger {
        void inquired(String institution, String operator, long cardKey, boolean admitted);
    }

    private final CallerLimit limit;
    private final Ledger ledger;

    public InquiryDesk(int inquiriesPerMinute, Ledger ledger) {
        limit = new CallerLimit(inquiriesPerMinute);
        this.ledger = ledger;
    }

    /** A desk that turns nobody away and records nothing. */
    static InquiryDesk open() {
        return new InquiryDesk(Integer.MAX_VALUE, (institution, operator, cardKey, admitted) -> {});
    }

    /** Records an inquiry; false when the institution has made too many. {@code isKnown}: the ledger has answered it OK. */
    boolean admits(Command inquiry, boolean isKnown, CharSequence operator, long nowMs) {
        QueryBody query = new QueryBody();
        query.wrap(inquiry.body(), 0);
        String institution = AsciiField.get(query.buffer(), query.institutionOffset(), KeyedBody.INSTITUTION_BYTES);
        boolean admitted = limit.admits(institution, isKnown, nowMs);
        ledger.inquired(institution, operator.toString(), query.credential(), admitted);
        return admitted;
    }
}
