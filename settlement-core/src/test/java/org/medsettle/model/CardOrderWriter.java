package org.medsettle.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.CardSweepBody;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.domain.AsciiField;

/** Lays orders about cards out as commands and reads them back, through the views of a door. Threads: stateless. */
final class CardOrderWriter {
    private CardOrderWriter() {}

    static int write(CardOrder order, Command command) {
        if (order instanceof CardOrder.Life life) {
            return life(life, command);
        } else if (order instanceof CardOrder.Reimburse reimburse) {
            return reimburse(reimburse, command);
        } else if (order instanceof CardOrder.Terms terms) {
            int length = CardTermsBody.length(terms.areas().size());
            CardTermsBody body = new CardTermsBody();
            body.wrap(command.reserve(length), 0);
            body.begin(terms.reimbursementLimitFen());
            terms.areas().forEach(own -> body.area(own.area(), own.days()));
            return length;
        } else if (order instanceof CardOrder.Calendar calendar) {
            int length = WorkCalendarBody.length(calendar.days().size());
            WorkCalendarBody body = new WorkCalendarBody();
            body.wrap(command.reserve(length), 0);
            body.begin();
            calendar.days().forEach(day -> body.day(day.epochDay(), day.worked()));
            return length;
        }
        CardOrder.Sweep sweep = (CardOrder.Sweep) order;
        CardSweepBody body = new CardSweepBody();
        body.wrap(command.reserve(CardSweepBody.BYTES), 0);
        body.set(sweep.from(), sweep.cards());
        return CardSweepBody.BYTES;
    }

    private static int life(CardOrder.Life order, Command command) {
        CardLifeBody body = new CardLifeBody();
        body.wrap(command.reserve(CardLifeBody.BYTES), 0);
        OrderWriter.head(body, order.head());
        CardOrder.NewCard card = order.newCard();
        return body.begin(order.cardKey(), order.step())
                .person(order.person())
                .newCard(card.key(), card.snHigh(), card.snLow(), card.bankNumber(), card.expiryDay())
                .pinValue(order.pinValue())
                .finish(order.head().operator());
    }

    private static int reimburse(CardOrder.Reimburse order, Command command) {
        ReimburseBody body = new ReimburseBody();
        body.wrap(command.reserve(ReimburseBody.BYTES), 0);
        OrderWriter.head(body, order.head());
        return body.payment(order.cardKey(), order.amountFen(), order.paidAtSeconds(), order.receipt())
                .finish(order.operator(), order.secondOperator());
    }

    /** What a command about cards says. */
    static CardOrder read(CommandType type, ByteBuffer buffer) {
        return switch (type) {
            case CARD_REIMBURSE -> readReimburse(buffer);
            case CARD_TERMS -> readTerms(buffer);
            case WORK_CALENDAR -> readCalendar(buffer);
            case CARD_SWEEP -> {
                CardSweepBody body = new CardSweepBody();
                body.wrap(buffer, 0);
                yield new CardOrder.Sweep(body.from(), body.cards());
            }
            default -> readLife(type, buffer);
        };
    }

    private static CardOrder readLife(CommandType type, ByteBuffer buffer) {
        CardLifeBody body = new CardLifeBody();
        body.wrap(buffer, 0);
        int operatorBytes = AsciiField.length(buffer, body.operatorOffset(), CardLifeBody.OPERATOR_BYTES);
        return new CardOrder.Life(
                type,
                OrderReader.head(body, body.operatorOffset(), operatorBytes),
                body.cardKey(),
                body.person(),
                body.step(),
                new CardOrder.NewCard(
                        body.newCardKey(),
                        body.newSnHigh(),
                        body.newSnLow(),
                        body.newBankNumber(),
                        body.newExpiryDay()),
                body.pinValue());
    }

    private static CardOrder readReimburse(ByteBuffer buffer) {
        ReimburseBody body = new ReimburseBody();
        body.wrap(buffer, 0);
        return new CardOrder.Reimburse(
                OrderReader.head(body, 0, 0),
                body.cardKey(),
                body.amountFen(),
                body.paidAtSeconds(),
                body.receipt(),
                AsciiField.get(buffer, body.operatorOffset(), ReimburseBody.OPERATOR_BYTES),
                AsciiField.get(buffer, body.secondOperatorOffset(), ReimburseBody.OPERATOR_BYTES));
    }

    private static CardOrder readTerms(ByteBuffer buffer) {
        CardTermsBody body = new CardTermsBody();
        body.wrap(buffer, 0);
        List<CardOrder.AreaDays> areas = new ArrayList<>();
        for (int i = 0; i < body.areaCount(); i++) {
            areas.add(new CardOrder.AreaDays(body.area(i), body.lossDays(i)));
        }
        return new CardOrder.Terms(body.reimbursementLimitFen(), areas);
    }

    private static CardOrder readCalendar(ByteBuffer buffer) {
        WorkCalendarBody body = new WorkCalendarBody();
        body.wrap(buffer, 0);
        List<CardOrder.Day> days = new ArrayList<>();
        for (int i = 0; i < body.dayCount(); i++) {
            days.add(new CardOrder.Day(body.day(i), body.isWorked(i)));
        }
        return new CardOrder.Calendar(days);
    }
}
