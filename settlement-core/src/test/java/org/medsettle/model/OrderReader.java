package org.medsettle.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.command.BillLine;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.CreditBody;
import org.medsettle.command.Door;
import org.medsettle.command.EventBody;
import org.medsettle.command.ImportBody;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ListBody;
import org.medsettle.command.ListEntriesBody;
import org.medsettle.command.ListTermsBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettleBody;
import org.medsettle.command.SignBody;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;

/** Reads commands back into orders, through the views that the rules read them by. Threads: stateless. */
public final class OrderReader {
    private OrderReader() {}

    /** What a command says. */
    public static Order order(Command command) {
        ByteBuffer body = command.body();
        return switch (command.type()) {
            case SETTLE -> settle(at(new SettleBody(), body));
            case QUOTE -> new Order.Quote(settle(at(new SettleBody(), body)).head(), bill(at(new SettleBody(), body)));
            case CANCEL -> cancel(at(new CancelBody(), body));
            case REVERSE ->
                new Order.Reverse(originalHead(at(new ReverseBody(), body)), original(at(new ReverseBody(), body)));
            case QUERY_OUTCOME ->
                new Order.QueryOutcome(
                        originalHead(at(new ReverseBody(), body)), original(at(new ReverseBody(), body)));
            case CREDIT -> credit(at(new CreditBody(), body));
            case ACCOUNT_EVENT, CARD_EVENT, INSTITUTION_EVENT -> event(command.type(), at(new EventBody(), body));
            case IMPORT_INSTITUTION -> institution(at(new Institution(), body));
            case IMPORT_PERSON -> person(at(new ImportBody(), body));
            case IMPORT_CARD -> card(at(new ImportBody(), body));
            case IMPORT_CREDENTIAL -> credential(at(new ImportBody(), body));
            case LIST_PUT, LIST_REMOVE, FEED_BEGIN, FEED_CHUNK, FEED_COMMIT ->
                lists(command.type(), at(new ListBody(), body));
            case QUERY_LIST_ENTRIES -> listEntries(at(new ListEntriesBody(), body));
            case LIST_TERMS -> listTerms(at(new ListTermsBody(), body));
            case SIGN_ON, SIGN_OFF -> sign(command.type(), at(new SignBody(), body));
            case CONFIGURE -> configure(at(new ConfigureBody(), body));
            case QUERY_DIGEST -> Order.Query.digest();
            case CARD_ISSUE,
                    CARD_REPLACEMENT,
                    CARD_MOVE,
                    CARD_PIN,
                    CARD_REIMBURSE,
                    CARD_TERMS,
                    WORK_CALENDAR,
                    CARD_SWEEP -> CardOrderWriter.read(command.type(), body);
            case CLOSE_DAY, QUERY_PERSON, QUERY_SETTLEMENT, QUERY_CARD, QUERY_CARD_LIFE ->
                query(command.type(), at(new QueryBody(), body));
            case PURCHASE,
                    TILL_VOID,
                    TILL_REFUND,
                    TILL_REVERSE,
                    PIN_BALANCE,
                    QUERY_BALANCE,
                    TILL_SIGN_ON,
                    TILL_SIGN_OFF,
                    CLOSE_BATCH,
                    BATCH_DETAIL,
                    QUERY_LIST_PAGE -> TillOrderWriter.read(command.type(), body);
            case DIGEST_MARK -> throw new IllegalArgumentException("the model knows no state digest");
            case FIND_SETTLEMENT, FIND_OUTCOME, FIND_PERSON, QUERY_DAY_TOTALS ->
                OperatorOrderWriter.read(command.type(), body);
        };
    }

    private static <V extends RecordView> V at(V view, ByteBuffer body) {
        view.wrap(body, 0);
        return view;
    }

    private static Order.Settle settle(SettleBody body) {
        return new Order.Settle(head(body, body.operatorOffset(), body.operatorLength()), bill(body));
    }

    private static Order.Bill bill(SettleBody body) {
        ByteBuffer buffer = body.buffer();
        List<Order.Line> lines = new ArrayList<>();
        BillLine line = new BillLine();
        int at = body.linesOffset();
        for (int i = 0; i < body.lineCount(); i++) {
            line.wrap(buffer, at);
            lines.add(new Order.Line(
                    line.serial(),
                    line.nationalCode(),
                    line.shopCode(),
                    line.amountFen(),
                    line.countScaled4(),
                    line.priceScaled6()));
            at = line.end();
        }
        Order.Shown shown = new Order.Shown(
                body.credentialType(),
                body.credential(),
                Utf8Field.get(buffer, body.tokenOffset(), body.tokenLength()),
                body.hasCardSn(),
                body.cardSnHigh(),
                body.cardSnLow());
        return new Order.Bill(
                body.person(),
                body.medfeeFen(),
                body.linesSumFen(),
                shown,
                body.medType(),
                body.insuranceType(),
                body.accountUsed(),
                body.beginSeconds(),
                Utf8Field.get(buffer, body.invoiceOffset(), body.invoiceLength()),
                lines);
    }

    private static Order.Cancel cancel(CancelBody body) {
        return new Order.Cancel(
                head(body, body.operatorOffset(), body.operatorLength()),
                body.person(),
                body.settlementId(),
                body.visitId());
    }

    private static Head originalHead(ReverseBody body) {
        return head(body, body.operatorOffset(), body.operatorLength());
    }

    private static Order.Original original(ReverseBody body) {
        return new Order.Original(
                body.originalInstitution(),
                body.originalKeyWord1(),
                body.originalKeyWord2(),
                body.originalKeyDate(),
                body.originalTransaction(),
                body.person());
    }

    private static Order.Credit credit(CreditBody body) {
        return new Order.Credit(
                head(body, 0, 0),
                body.person(),
                body.kind(),
                body.amountFen(),
                AsciiField.get(body.buffer(), body.operatorOffset(), CreditBody.OPERATOR_BYTES),
                AsciiField.get(body.buffer(), body.secondOperatorOffset(), CreditBody.OPERATOR_BYTES));
    }

    private static Order.Event event(CommandType type, EventBody body) {
        int operatorBytes = AsciiField.length(body.buffer(), body.operatorOffset(), EventBody.OPERATOR_BYTES);
        return new Order.Event(
                type, head(body, body.operatorOffset(), operatorBytes), body.person(), body.cardKey(), body.event());
    }

    static Head head(KeyedBody body, int operatorOffset, int operatorLength) {
        return new Head(
                Door.values()[body.door() - 1],
                body.transaction(),
                body.institution(),
                body.keyWord1(),
                body.keyWord2(),
                body.keyDate(),
                body.signOn(),
                Utf8Field.get(body.buffer(), operatorOffset, operatorLength));
    }

    private static Order.ImportInstitution institution(Institution record) {
        List<Integer> medTypes = new ArrayList<>();
        for (int i = 0; i < record.medTypeCount(); i++) {
            medTypes.add(record.medType(i));
        }
        List<String> terminals = new ArrayList<>();
        for (int i = 0; i < record.terminalCount(); i++) {
            terminals.add(record.terminal(i));
        }
        return new Order.ImportInstitution(
                record.code(),
                record.area(),
                record.clearingAgency(),
                record.kind().code(),
                record.isInService(),
                medTypes,
                record.name(),
                record.merchant(),
                terminals);
    }

    private static Order.ImportPerson person(ImportBody body) {
        Person record = at(new Person(), body.buffer(), body.recordOffset());
        return new Order.ImportPerson(
                record.number(),
                record.citizenId(),
                record.name(),
                record.insuranceType(),
                record.insuredState(),
                record.area(),
                body.openingFen());
    }

    private static Order.ImportCard card(ImportBody body) {
        Card record = at(new Card(), body.buffer(), body.recordOffset());
        return new Order.ImportCard(
                record.key(),
                body.holder(),
                record.snHigh(),
                record.snLow(),
                record.bankNumber(),
                record.expiryDay(),
                record.storedState());
    }

    private static Order.ImportCredential credential(ImportBody body) {
        ElectronicCredential record = at(new ElectronicCredential(), body.buffer(), body.recordOffset());
        String token = AsciiField.get(record.buffer(), record.tokenOffset(), ElectronicCredential.TOKEN_BYTES);
        return new Order.ImportCredential(token, body.holder(), record.expiresAtMs());
    }

    private static <V extends RecordView> V at(V view, ByteBuffer body, int offset) {
        view.wrap(body, offset);
        return view;
    }

    private static Order.Lists lists(CommandType type, ListBody body) {
        List<Order.Entry> entries = new ArrayList<>();
        for (int i = 0; i < body.entryCount(); i++) {
            entries.add(new Order.Entry(
                    body.cardKey(i), body.reason(i), body.fromSeconds(i), body.toSeconds(i), body.isRemoval(i)));
        }
        return new Order.Lists(type, body.level(), body.version(), body.baseVersion(), body.expectedEntries(), entries);
    }

    private static Order.Sign sign(CommandType type, SignBody body) {
        String institution = AsciiField.get(body.buffer(), body.institutionOffset(), KeyedBody.INSTITUTION_BYTES);
        return new Order.Sign(type, institution, body.operatorHash(), body.number());
    }

    private static Order.ListEntries listEntries(ListEntriesBody body) {
        return new Order.ListEntries(body.level(), body.cursor(), body.limit());
    }

    private static Order.ListTerms listTerms(ListTermsBody body) {
        return new Order.ListTerms(
                List.of(body.maxAgeSeconds(0), body.maxAgeSeconds(1), body.maxAgeSeconds(2)),
                List.of(body.refuses(0), body.refuses(1), body.refuses(2)));
    }

    private static Order.Configure configure(ConfigureBody body) {
        return new Order.Configure(
                body.keyRetentionDays(),
                body.temporaryLossDays(),
                body.dayCutMinutes(),
                body.signOnRequired(),
                body.billLimitFen(),
                body.dailyAccountLimitFen(),
                body.maxAccounts(),
                body.rulesRevision());
    }

    private static Order.Query query(CommandType type, QueryBody body) {
        ByteBuffer buffer = body.buffer();
        Order.Shown shown = new Order.Shown(
                body.credentialType(),
                body.credential(),
                AsciiField.get(buffer, body.tokenOffset(), ElectronicCredential.TOKEN_BYTES),
                body.hasCardSn(),
                body.cardSnHigh(),
                body.cardSnLow());
        return new Order.Query(
                type,
                AsciiField.get(buffer, body.institutionOffset(), KeyedBody.INSTITUTION_BYTES),
                body.signOn(),
                AsciiField.get(buffer, body.personOffset(), Person.NUMBER_BYTES),
                shown,
                body.settlementId(),
                body.visitId());
    }
}
