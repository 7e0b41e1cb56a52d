package org.medsettle.model;

import java.nio.ByteBuffer;
import org.medsettle.command.BillLine;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.CreditBody;
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
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;

/** Lays orders out as commands, byte for byte as a door does. Threads: stateless. */
public final class OrderWriter {
    private static final int LINE_FIXED_BYTES = 32;

    private OrderWriter() {}

    /** A command of its own for this order. */
    public static Command command(Order order) {
        Command command = new Command(ByteBuffer.allocate(Command.INLINE_BYTES));
        command.set(order.type(), write(order, command));
        return command;
    }

    private static int write(Order order, Command command) {
        if (order instanceof Order.Settle settle) {
            return bill(settle.head(), settle.bill(), command);
        } else if (order instanceof Order.Quote quote) {
            return bill(quote.head(), quote.bill(), command);
        } else if (order instanceof Order.Cancel cancel) {
            return cancel(cancel, command);
        } else if (order instanceof Order.Reverse reverse) {
            return original(reverse.head(), reverse.original(), command);
        } else if (order instanceof Order.QueryOutcome query) {
            return original(query.head(), query.original(), command);
        } else if (order instanceof Order.Credit credit) {
            return credit(credit, command);
        } else if (order instanceof Order.Event event) {
            return event(event, command);
        } else if (order instanceof Order.ImportInstitution institution) {
            return institution(institution, command);
        } else if (order instanceof Order.ImportPerson person) {
            return person(person, command);
        } else if (order instanceof Order.ImportCard card) {
            return card(card, command);
        } else if (order instanceof Order.ImportCredential credential) {
            return credential(credential, command);
        } else if (order instanceof Order.Lists lists) {
            return lists(lists, command);
        } else if (order instanceof Order.Sign sign) {
            return sign(sign, command);
        } else if (order instanceof Order.ListEntries page) {
            ListEntriesBody body = new ListEntriesBody();
            body.wrap(command.reserve(ListEntriesBody.BYTES), 0);
            body.set(page.level(), page.cursor(), page.limit());
            return ListEntriesBody.BYTES;
        } else if (order instanceof Order.ListTerms terms) {
            return listTerms(terms, command);
        } else if (order instanceof Order.Configure configure) {
            return configure(configure, command);
        } else if (order instanceof CardOrder card) {
            return CardOrderWriter.write(card, command);
        } else if (order instanceof TillOrder till) {
            return TillOrderWriter.write(till, command);
        } else if (order instanceof OperatorOrder question) {
            return OperatorOrderWriter.write(question, command);
        }
        return query((Order.Query) order, command);
    }

    private static int bill(Head head, Order.Bill bill, Command command) {
        ByteBuffer buffer = command.reserve(mostBytes(head, bill));
        SettleBody body = new SettleBody();
        body.wrap(buffer, 0);
        head(body, head);
        Order.Shown shown = bill.shown();
        body.person(bill.person())
                .amounts(bill.medfeeFen(), bill.linesSumFen())
                .credential(shown.type(), shown.packed())
                .care(bill.medType(), bill.insuranceType(), bill.accountUsed(), bill.beginSeconds());
        if (shown.hasSn()) {
            body.cardSn(shown.snHigh(), shown.snLow());
        }
        int at = body.tail(head.operator(), shown.token(), bill.invoice());
        BillLine view = new BillLine();
        for (Order.Line line : bill.lines()) {
            view.wrap(buffer, at);
            view.amounts(line.amountFen(), line.count4(), line.price6())
                    .texts(line.serial(), line.nationalCode(), line.shopCode());
            at = view.end();
        }
        return body.finish(bill.lines().size(), at);
    }

    private static int mostBytes(Head head, Order.Bill bill) {
        int chars = head.operator().length()
                + bill.shown().token().length()
                + bill.invoice().length();
        int fixed = SettleBody.FIXED_BYTES;
        for (Order.Line line : bill.lines()) {
            chars += line.serial().length()
                    + line.nationalCode().length()
                    + line.shopCode().length();
            fixed += LINE_FIXED_BYTES;
        }
        return fixed + 3 * chars;
    }

    private static int cancel(Order.Cancel order, Command command) {
        CancelBody body = new CancelBody();
        body.wrap(command.reserve(CancelBody.MAX_BYTES), 0);
        head(body, order.head());
        return body.person(order.person())
                .ids(order.settlementId(), order.visitId())
                .finish(order.head().operator());
    }

    private static int original(Head head, Order.Original original, Command command) {
        ReverseBody body = new ReverseBody();
        body.wrap(command.reserve(ReverseBody.MAX_BYTES), 0);
        head(body, head);
        return body.person(original.person())
                .original(
                        original.institution(),
                        original.word1(),
                        original.word2(),
                        original.keyDate(),
                        original.transaction())
                .finish(head.operator());
    }

    private static int credit(Order.Credit order, Command command) {
        CreditBody body = new CreditBody();
        body.wrap(command.reserve(CreditBody.BYTES), 0);
        head(body, order.head());
        return body.person(order.person())
                .amount(order.kind(), order.amountFen())
                .finish(order.operator(), order.secondOperator());
    }

    private static int event(Order.Event order, Command command) {
        EventBody body = new EventBody();
        body.wrap(command.reserve(EventBody.BYTES), 0);
        head(body, order.head());
        if (order.type() == CommandType.CARD_EVENT) {
            body.card(order.cardKey());
        } else {
            body.person(order.person());
        }
        return body.finish(order.event(), order.head().operator());
    }

    static void head(KeyedBody body, Head head) {
        body.head(head.door(), head.transaction(), head.institution(), head.signOn());
        body.key(head.word1(), head.word2(), head.keyDate());
    }

    private static int institution(Order.ImportInstitution order, Command command) {
        Institution record = new Institution();
        record.wrap(command.reserve(Institution.BYTES), 0);
        record.clear()
                .code(order.code())
                .area(order.area())
                .clearingAgency(order.clearingAgency())
                .kind(InstitutionKind.of(order.kind()))
                .state(order.inService() ? Institution.IN_SERVICE : Institution.SUSPENDED)
                .name(order.name());
        order.medTypes().forEach(record::addMedType);
        record.merchant(order.merchant());
        order.terminals().forEach(record::addTerminal);
        return Institution.BYTES;
    }

    private static int person(Order.ImportPerson order, Command command) {
        ByteBuffer buffer = head(command, Person.MAX_BYTES, order.openingFen(), "");
        Person record = new Person();
        record.wrap(buffer, ImportBody.RECORD);
        record.accountHandle(0)
                .ordinal(0)
                .number(order.number())
                .citizenId(order.citizenId())
                .type("11")
                .area(order.area())
                .birthDate(19900101)
                .insuranceType(order.insuranceType())
                .gender(1)
                .insuredState(order.insuredState())
                .name(order.name());
        return ImportBody.RECORD + record.length();
    }

    private static int card(Order.ImportCard order, Command command) {
        ByteBuffer buffer = head(command, Card.BYTES, 0, order.holder());
        Card record = new Card();
        record.wrap(buffer, ImportBody.RECORD);
        record.clear()
                .key(order.key())
                .sn(order.snHigh(), order.snLow())
                .bankNumber(order.bankNumber())
                .expiryDay(order.expiryDay())
                .state(order.state());
        return ImportBody.RECORD + Card.BYTES;
    }

    private static int credential(Order.ImportCredential order, Command command) {
        ByteBuffer buffer = head(command, ElectronicCredential.BYTES, 0, order.holder());
        ElectronicCredential record = new ElectronicCredential();
        record.wrap(buffer, ImportBody.RECORD);
        record.personReference(0)
                .personOrdinal(0)
                .expiresAtMs(order.expiresAtMs())
                .token(order.token());
        return ImportBody.RECORD + ElectronicCredential.BYTES;
    }

    private static ByteBuffer head(Command command, int recordBytes, long openingFen, String holder) {
        ByteBuffer buffer = command.reserve(ImportBody.RECORD + recordBytes);
        ImportBody body = new ImportBody();
        body.wrap(buffer, 0);
        body.head(openingFen, holder);
        return buffer;
    }

    private static int lists(Order.Lists order, Command command) {
        ListBody body = new ListBody();
        body.wrap(command.reserve(ListBody.HEAD_BYTES + order.entries().size() * ListBody.ENTRY_BYTES), 0);
        body.head(order.level(), order.version(), order.baseVersion(), order.expected());
        for (Order.Entry entry : order.entries()) {
            if (entry.removal()) {
                body.remove(entry.cardKey());
            } else {
                body.add(entry.cardKey(), entry.reason(), entry.fromSeconds(), entry.toSeconds());
            }
        }
        return body.length();
    }

    private static int sign(Order.Sign order, Command command) {
        SignBody body = new SignBody();
        body.wrap(command.reserve(SignBody.BYTES), 0);
        body.set(order.institution(), order.operatorHash(), order.number());
        return SignBody.BYTES;
    }

    private static int listTerms(Order.ListTerms order, Command command) {
        ListTermsBody body = new ListTermsBody();
        body.wrap(command.reserve(ListTermsBody.BYTES), 0);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            body.set(level, order.maxAgeSeconds().get(level), order.refuses().get(level));
        }
        return ListTermsBody.BYTES;
    }

    private static int configure(Order.Configure order, Command command) {
        ConfigureBody body = new ConfigureBody();
        body.wrap(command.reserve(ConfigureBody.BYTES), 0);
        body.keyRetentionDays(order.keyRetentionDays())
                .temporaryLossDays(order.temporaryLossDays())
                .dayCutMinutes(order.dayCutMinutes())
                .signOnRequired(order.signOnRequired())
                .rulesRevision(order.rulesRevision())
                .billLimitFen(order.billLimitFen())
                .dailyAccountLimitFen(order.dailyAccountLimitFen())
                .maxAccounts(order.maxAccounts());
        return ConfigureBody.BYTES;
    }

    private static int query(Order.Query order, Command command) {
        if (order.type() == CommandType.QUERY_DIGEST) {
            return 0;
        }
        QueryBody body = new QueryBody();
        body.wrap(command.reserve(QueryBody.BYTES), 0);
        Order.Shown shown = order.shown();
        body.begin(order.institution(), order.signOn())
                .person(order.person())
                .ids(order.settlementId(), order.visitId());
        if (shown.type() != CredentialType.NONE) {
            body.credential(shown.type(), shown.packed()).token(shown.token());
        }
        if (shown.hasSn()) {
            body.cardSn(shown.snHigh(), shown.snLow());
        }
        return QueryBody.BYTES;
    }
}
