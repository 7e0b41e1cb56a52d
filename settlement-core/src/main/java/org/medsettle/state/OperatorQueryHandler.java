package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.Settlement;

/**
 * FIND_SETTLEMENT, FIND_OUTCOME, FIND_PERSON and QUERY_DAY_TOTALS: what an operator of the node may ask, who is no institution.
 * They stand in one order with the money and change nothing.
 *
 * <p>Invariant: a page of totals looks at no more than {@value #MAX_LOOKED_AT} of them, so that settlements do not wait; totals
 * are in order of their dates, since business dates never go back.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class OperatorQueryHandler {
    static final int MAX_LOOKED_AT = 1_024;
    private static final int EVERY_INSTITUTION = 0;

    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final Undoing undoing;
    private final QueryHandler queries;
    private final SettlementReplies replies;
    private final InstitutionStore institutions;
    private final ClearingTotalStore totals;
    private final QueryBody query = new QueryBody();
    private final ReverseBody key = new ReverseBody();
    private final OutcomeReply outcome = new OutcomeReply();
    private final DayTotalsBody question = new DayTotalsBody();
    private final DayTotalsReply page = new DayTotalsReply();

    OperatorQueryHandler(
            Ledger ledger,
            AccessRules access,
            KeyRules keys,
            Undoing undoing,
            QueryHandler queries,
            SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.undoing = undoing;
        this.queries = queries;
        this.replies = replies;
        institutions = ledger.stores.institutions();
        totals = ledger.stores.totals();
    }

    /** A settlement by its id, whosever it is. */
    void settlement(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        Settlement settlement = undoing.findById(query.settlementId());
        if (settlement == null) {
            reply.code(ResultCode.ORIGINAL_NOT_FOUND);
        } else {
            replies.write(settlement, reply);
        }
    }

    /** A person by number, whatever his state. */
    void person(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        long found = ledger.stores.persons().findByNumber(query.buffer(), query.personOffset());
        if (found == PersonStore.NONE) {
            reply.code(ResultCode.PERSON_UNKNOWN);
        } else {
            queries.answer(ledger.stores.persons().at(found), reply);
        }
    }

    /** What came of a key, whatever its transaction, of an institution that may be suspended. */
    void outcome(Command command, Reply reply) {
        key.wrap(command.body(), 0);
        ResultCode code = access.known(key.buffer(), key.originalInstitutionOffset());
        if (code == ResultCode.OK) {
            code = keys.dateAllows(key.originalKeyDate());
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        long found = keys.findOriginal(key, access.institution().ordinal());
        if (found == KeyStore.NONE) {
            outcome.wrap(reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT), 0);
            outcome.set(OutcomeReply.NEVER_SEEN, ResultCode.OK, 0, 0);
        } else {
            queries.answer(keys.at(found), reply);
        }
    }

    /** A page of the clearing totals of a business date, in order of arrival. */
    void dayTotals(Command command, Reply reply) {
        question.wrap(command.body(), 0);
        int ordinal = EVERY_INSTITUTION;
        if (question.hasInstitution()) {
            long reference = institutions.findByCode(question.buffer(), question.institutionOffset());
            if (reference == InstitutionStore.NONE) {
                reply.code(ResultCode.INSTITUTION_UNKNOWN);
                return;
            }
            ordinal = institutions.at(reference).ordinal();
        }
        int date =
                question.businessDate() == DayTotalsBody.TODAY ? ledger.moment.businessDate() : question.businessDate();
        page.wrap(reply.reserve(ReplyType.DAY_TOTALS, DayTotalsReply.BYTES), 0);
        page.begin(date, ledger.closedThrough());
        fill(date, ordinal, Math.max(question.cursor(), firstOf(date)));
    }

    private void fill(int date, int ordinal, long from) {
        long count = totals.count();
        long end = Math.min(count, from + MAX_LOOKED_AT);
        long place = from;
        while (place < end && page.count() < DayTotalsReply.MAX_TOTALS) {
            ClearingTotal total = totals.at(totals.referenceOf(place));
            if (total.businessDate() != date) {
                return;
            }
            if (ordinal == EVERY_INSTITUTION || total.institution() == ordinal) {
                Institution institution = institutions.at(institutions.referenceOf((int) total.institution()));
                page.add(institution, total);
            }
            place++;
        }
        if (place < count && totals.at(totals.referenceOf(place)).businessDate() == date) {
            page.next(place);
        }
    }

    /** The place of the first total that is of {@code date} or later. */
    private long firstOf(int date) {
        long low = 0;
        long high = totals.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (totals.at(totals.referenceOf(middle)).businessDate() < date) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
