package org.medsettle.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.Door;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReverseBody;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;

/** Lays an operator's questions out as commands and reads them and their pages back. Threads: stateless. */
final class OperatorOrderWriter {
    private OperatorOrderWriter() {}

    static int write(OperatorOrder order, Command command) {
        if (order instanceof OperatorOrder.FindSettlement question) {
            QueryBody body = new QueryBody();
            body.wrap(command.reserve(QueryBody.BYTES), 0);
            body.begin("", 0).ids(question.id(), 0);
            return QueryBody.BYTES;
        } else if (order instanceof OperatorOrder.FindPerson question) {
            QueryBody body = new QueryBody();
            body.wrap(command.reserve(QueryBody.BYTES), 0);
            body.begin("", 0).person(question.number());
            return QueryBody.BYTES;
        } else if (order instanceof OperatorOrder.FindOutcome question) {
            ReverseBody body = new ReverseBody();
            body.wrap(command.reserve(ReverseBody.MAX_BYTES), 0);
            body.head(Door.HIS, 0, "", 0);
            return body.original(question.institution(), question.word1(), question.word2(), question.keyDate(), 0)
                    .finish("");
        }
        OperatorOrder.DayTotals question = (OperatorOrder.DayTotals) order;
        DayTotalsBody body = new DayTotalsBody();
        body.wrap(command.reserve(DayTotalsBody.BYTES), 0);
        body.set(question.businessDate(), question.institution(), question.cursor());
        return DayTotalsBody.BYTES;
    }

    /** What an operator's command says. */
    static OperatorOrder read(CommandType type, ByteBuffer buffer) {
        return switch (type) {
            case FIND_SETTLEMENT -> {
                QueryBody body = new QueryBody();
                body.wrap(buffer, 0);
                yield new OperatorOrder.FindSettlement(body.settlementId());
            }
            case FIND_OUTCOME -> {
                ReverseBody body = new ReverseBody();
                body.wrap(buffer, 0);
                yield new OperatorOrder.FindOutcome(
                        body.originalInstitution(),
                        body.originalKeyWord1(),
                        body.originalKeyWord2(),
                        body.originalKeyDate());
            }
            case FIND_PERSON -> {
                QueryBody body = new QueryBody();
                body.wrap(buffer, 0);
                yield new OperatorOrder.FindPerson(AsciiField.get(buffer, body.personOffset(), Person.NUMBER_BYTES));
            }
            case QUERY_DAY_TOTALS -> {
                DayTotalsBody body = new DayTotalsBody();
                body.wrap(buffer, 0);
                String institution = AsciiField.get(buffer, body.institutionOffset(), KeyedBody.INSTITUTION_BYTES);
                yield new OperatorOrder.DayTotals(body.businessDate(), institution, body.cursor());
            }
            default -> throw new IllegalArgumentException("not of an operator: " + type);
        };
    }

    /** A page of clearing totals as plain values. */
    static Answer.DayFacts page(Reply reply) {
        DayTotalsReply page = new DayTotalsReply();
        page.wrap(reply.body(), 0);
        List<Answer.DayTotal> totals = new ArrayList<>();
        ClearingTotal total = new ClearingTotal();
        for (int i = 0; i < page.count(); i++) {
            page.total(i, total);
            totals.add(new Answer.DayTotal(
                    page.institution(i),
                    total.insuranceType(),
                    total.clearingType(),
                    side(total, ClearingTotal.NORMAL),
                    side(total, ClearingTotal.REFUND)));
        }
        return new Answer.DayFacts(page.businessDate(), page.nextCursor(), page.closedThrough(), totals);
    }

    private static LedgerFacts.Total side(ClearingTotal total, int side) {
        return new LedgerFacts.Total(
                total.count(side),
                new Answer.Amounts(
                        total.medfeeFen(side),
                        total.fundFen(side),
                        total.accountFen(side),
                        total.mutualAidFen(side),
                        total.cashFen(side)));
    }
}
