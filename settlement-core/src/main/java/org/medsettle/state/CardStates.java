package org.medsettle.state;

import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;

/**
 * The one place where a card changes: its state, in the same step its entry on the city's invalid list and its loss report,
 * and the count of wrong PINs.
 *
 * <p>Units: epoch milliseconds; list entries in epoch seconds. Invariant: a card that must not settle (SEALED and LOCKED
 * aside) has a city entry, any other of ours has none made by its state.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardStates {
    /** Loss reports that are kept of one card; what comes after them still counts as lost, but nothing is reimbursed. */
    static final int MAX_KEPT_REPORTS = 1_000;

    private final Ledger ledger;
    private final CardStore cards;
    private final LossReportStore reports;
    private final LossReport fresh = new LossReport();

    CardStates(Ledger ledger) {
        this.ledger = ledger;
        cards = ledger.stores.cards();
        reports = ledger.stores.lossReports();
        fresh.wrap(Scratch.allocate(LossReport.BYTES), 0);
    }

    /** State of a card at the time of the command. */
    CardState now(Card card) {
        return card.stateAt(ledger.moment.timeMs(), ledger.moment.date());
    }

    /** Brings the card into a state, its entry on the city's list with it; a loss report that stands ends. */
    void enter(long reference, CardState next, int pinTries) {
        if (!isLost(next)) {
            endReport(reference);
        }
        Card card = cards.at(reference);
        CardState left = card.storedState();
        long leftLapsesAtMs = card.lapsesAtMs();
        ledger.digest.remove(card.stateHash());
        card.state(next)
                .changedAtMs(ledger.moment.timeMs())
                .lapsesAtMs(lapseOf(next, card.key()))
                .pinTries(pinTries);
        ledger.digest.add(card.stateHash());
        if (mayWrite(card.key(), left, leftLapsesAtMs)) {
            list(card.key(), next, card.lapsesAtMs());
        }
    }

    private static boolean isLost(CardState state) {
        return state == CardState.LOST_TEMPORARY || state == CardState.LOST_FORMAL;
    }

    /** Brings the card into a state of loss and keeps the report, or makes the one that stands formal. */
    void reportLoss(long reference, CardState next) {
        boolean goesOn = currentReport(reference) != LossReportStore.NONE;
        int pinTries = cards.at(reference).pinTries();
        enter(reference, next, pinTries);
        if (goesOn) {
            makeFormal(reference);
        } else {
            keepReport(reference, next);
        }
    }

    private void makeFormal(long reference) {
        Card card = cards.at(reference);
        LossReport report = reports.at(reports.find(card.key(), card.lossReports()));
        ledger.digest.remove(report.stateHash());
        report.kind(LossReport.FORMAL).untilMs(0);
        ledger.digest.add(report.stateHash());
    }

    private void keepReport(long reference, CardState next) {
        Card card = cards.at(reference);
        if (card.lossReports() >= MAX_KEPT_REPORTS) {
            return;
        }
        ledger.digest.remove(card.stateHash());
        card.lossReports(card.lossReports() + 1);
        ledger.digest.add(card.stateHash());
        fresh.key(card.key(), card.lossReports())
                .kind(next == CardState.LOST_TEMPORARY ? LossReport.TEMPORARY : LossReport.FORMAL)
                .fromMs(card.changedAtMs())
                .untilMs(card.lapsesAtMs())
                .reimbursedFen(0)
                .personOrdinal(card.personOrdinal())
                .sequence(ledger.moment.sequence());
        reports.add(fresh);
        ledger.digest.add(fresh.stateHash());
    }

    /** The kept report by which the card counts as lost now, or {@code NONE}: a loss that was imported has none. */
    private long currentReport(long reference) {
        Card card = cards.at(reference);
        if (card.lossReports() == 0 || !isLost(now(card))) {
            return LossReportStore.NONE;
        }
        long lapsesAtMs = card.lapsesAtMs();
        long last = reports.find(card.key(), card.lossReports());
        return reports.at(last).untilMs() == lapsesAtMs ? last : LossReportStore.NONE;
    }

    private void endReport(long reference) {
        long current = currentReport(reference);
        if (current != LossReportStore.NONE) {
            LossReport report = reports.at(current);
            ledger.digest.remove(report.stateHash());
            report.untilMs(ledger.moment.timeMs());
            ledger.digest.add(report.stateHash());
        }
    }

    /** What a till's message says of the PIN: judged here where the holder has set one, else by the door. */
    ResultCode judgePin(long reference, TillBody message) {
        long set = cards.at(reference).pinValue();
        boolean isShown = message.pin() == TillBody.PIN_OK || message.pin() == TillBody.PIN_WRONG;
        if (set == 0 || !isShown) {
            return judgePin(reference, message.pin());
        }
        return judgePin(reference, message.pinValue() == set ? TillBody.PIN_OK : TillBody.PIN_WRONG);
    }

    /** Counts what was found of a PIN of a card in force; the third wrong one locks it. */
    ResultCode judgePin(long reference, int verdict) {
        Card card = cards.at(reference);
        if (verdict == TillBody.PIN_OK && card.pinTries() != 0) {
            count(card, 0);
        }
        if (verdict != TillBody.PIN_WRONG) {
            return ResultCode.OK;
        }
        if (card.pinTries() + 1 < Card.MAX_PIN_TRIES) {
            count(card, card.pinTries() + 1);
            return ResultCode.PIN_WRONG;
        }
        enter(reference, CardState.LOCKED, Card.MAX_PIN_TRIES);
        return ResultCode.PIN_LOCKED;
    }

    private void count(Card card, int pinTries) {
        ledger.digest.remove(card.stateHash());
        card.pinTries(pinTries);
        ledger.digest.add(card.stateHash());
    }

    /** Sets the PIN; wrong tries are forgotten. */
    void setPin(long reference, long value) {
        Card card = cards.at(reference);
        ledger.digest.remove(card.stateHash());
        card.pinValue(value).pinTries(0);
        ledger.digest.add(card.stateHash());
    }

    /** When a card that enters {@code state} now leaves it by itself; 0 for never. */
    long lapseOf(CardState state, long cardKey) {
        if (state != CardState.LOST_TEMPORARY) {
            return 0;
        }
        int days = ledger.cardTerms.lossDays(CardNumber.area(cardKey), ledger.rules.temporaryLossDays());
        return ledger.moment.timeMs() + days * BusinessDay.DAY_MS;
    }

    /** Puts a card on the city's list that comes in with a state which wants it there. */
    void listNew(Card card) {
        if (card.storedState().listReason() != 0 && mayWrite(card.key(), CardState.NORMAL, 0)) {
            list(card.key(), card.storedState(), card.lapsesAtMs());
        }
    }

    private boolean mayWrite(long cardKey, CardState left, long leftLapsesAtMs) {
        return !ledger.rules.keepsOthersEntries() || isOwnEntry(cardKey, left, leftLapsesAtMs);
    }

    /** Whether the city's entry of a card, if there is one, is there because the card is in this state. */
    boolean isOwnEntry(long cardKey, CardState state, long lapsesAtMs) {
        InvalidListStore city = ledger.lists.store(ListLevel.CITY.code());
        long position = city.find(cardKey);
        return position == InvalidListStore.NONE
                || (city.reason(position) == state.listReason()
                        && city.toSeconds(position) == Math.floorDiv(lapsesAtMs, 1_000L));
    }

    /** Puts the card on the city's list, or takes it off, as its new state wants it. */
    private void list(long cardKey, CardState state, long lapsesAtMs) {
        int city = ListLevel.CITY.code();
        int reason = state.listReason();
        if (reason == 0) {
            ledger.lists.remove(city, cardKey, ledger.moment.timeMs());
            return;
        }
        long toSeconds = Math.floorDiv(lapsesAtMs, 1_000L);
        ledger.lists.put(city, cardKey, reason, ledger.moment.seconds(), toSeconds, ledger.moment.timeMs());
    }
}
