package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.Reply;
import org.medsettle.command.SettlementReply;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillTail;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * Settlements and outcomes as an operator may see them, as JSON.
 *
 * <p>Threads: stateless. Units: fen; times in ISO 8601 at Asia/Shanghai's offset. Invariant: the person is named masked; no
 * citizen id, card number, balance or bill line is told.
 */
final class SettlementAnswers {
    private SettlementAnswers() {}

    /** A settlement as it stands. */
    static void settlement(Reply reply, Exchange exchange) {
        SettlementReply found = new SettlementReply();
        found.wrap(reply.body(), 0);
        exchange.json(to -> write(found, to));
    }

    /** What came of a key, and the settlement behind it where there is one. */
    static void outcome(Reply reply, Exchange exchange) {
        OutcomeReply outcome = new OutcomeReply();
        outcome.wrap(reply.body(), 0);
        exchange.json(to -> {
            boolean seen = outcome.state() != OutcomeReply.NEVER_SEEN;
            to.writeStringField("outcome", seen ? "DONE" : "NEVER_SEEN");
            if (!seen) {
                return;
            }
            to.writeNumberField("transaction", outcome.transaction());
            to.writeNumberField("code", outcome.result().number());
            to.writeStringField("result", outcome.result().name());
            to.writeStringField(
                    "undone_by",
                    switch (outcome.undoneBy()) {
                        case OutcomeReply.UNDONE_BY_CANCEL -> "CANCEL";
                        case OutcomeReply.UNDONE_BY_REVERSAL -> "REVERSAL";
                        default -> "";
                    });
            if (outcome.hasSettlement()) {
                SettlementReply found = new SettlementReply();
                found.wrap(reply.body(), OutcomeReply.SETTLEMENT);
                write(found, to);
            }
        });
    }

    private static void write(SettlementReply found, JsonGenerator to) throws IOException {
        Person person = new Person();
        found.person(person);
        Settlement settlement = new Settlement();
        found.settlement(settlement);
        to.writeObjectFieldStart("settlement");
        to.writeStringField("setl_id", Long.toString(settlement.id()));
        to.writeStringField("mdtrt_id", Long.toString(settlement.visitId()));
        to.writeStringField("state", settlement.state().name());
        to.writeBooleanField("cancelling", settlement.isCancelling());
        to.writeStringField(
                "counterpart", settlement.counterpartId() == 0 ? "" : Long.toString(settlement.counterpartId()));
        to.writeNumberField("transaction", settlement.transaction());
        to.writeStringField("fixmedins_code", found.institution());
        to.writeStringField("person", MaskedText.name(person.name()));
        to.writeStringField("psn_no", MaskedText.tail(person.number()));
        to.writeNumberField("insutype", settlement.insuranceType());
        to.writeNumberField("med_type", settlement.medType());
        to.writeStringField("time", ListAnswers.time(settlement.timeMs()));
        to.writeStringField(
                "business_date", LocalDate.ofEpochDay(settlement.businessDate()).toString());
        to.writeNumberField("sequence", settlement.sequence());
        to.writeNumberField("medfee_fen", settlement.medfeeFen());
        to.writeNumberField("fund_fen", settlement.fundFen());
        to.writeNumberField("account_fen", settlement.accountFen());
        to.writeNumberField("mutual_aid_fen", settlement.mutualAidFen());
        to.writeNumberField("cash_fen", settlement.cashFen());
        if (SettlingFamily.isTill(settlement.transaction())) {
            writeTill(new TillTail().of(settlement), to);
        }
        to.writeEndObject();
    }

    private static void writeTill(TillTail tail, JsonGenerator to) throws IOException {
        ByteBuffer terminal = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        terminal.putLong(0, tail.terminal());
        to.writeObjectFieldStart("till");
        to.writeStringField("terminal", AsciiField.get(terminal, 0, Long.BYTES));
        to.writeStringField("batch", tail.batch() <= TillBatch.MAX_NUMBER ? Integer.toString(tail.batch()) : "");
        to.writeNumberField("stan", tail.stan());
        to.writeNumberField("requested_fen", tail.requestedFen());
        to.writeNumberField("refunded_fen", tail.refundedFen());
        to.writeEndObject();
    }
}
