package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.InsuredState;

/**
 * One till at work: signs on, asks balances, sells, takes back, refunds, repeats, loses its line and reverses, and settles
 * its batch, holding each answer against its own books. Its customers come to no other till and no window, so that it
 * knows every balance.
 *
 * <p>Threads: its own. Units: fen. Failure: {@link IOException} when the line is gone; {@link #connect} goes on with
 * the next one.
 */
@ThreadConfined(Threads.CALLER)
final class Till {
    private static final int MOST_PER_BATCH = 900;
    private static final long LEAST_FEN = 100;
    private static final long MOST_FEN = 20_000;
    private static final String APPROVED = "00";
    private static final String SHORT_OF_BALANCE = "51";
    private static final String NOT_TAKEN = "91";
    private static final long NOT_TAKEN_PAUSE_NS = 500_000_000;

    private final Scene scene;
    private final Tills tills;
    private final String merchant;
    private final String terminal;
    private final int shard;
    private final int shards;
    private final SplittableRandom random;
    private final Map<Integer, Long> balances = new HashMap<>();
    private @Nullable TillLine line;
    private int stan;
    private String batch = "000000";
    private int debits;
    private long debitFen;
    private int credits;
    private long creditFen;
    private @Nullable TillMessage open;
    private int openPerson;

    Till(Scene scene, Tills tills, Venue venue, String terminal, int shard, int shards, long seed) {
        this.scene = scene;
        this.tills = tills;
        merchant = venue.merchant();
        this.terminal = terminal;
        this.shard = shard;
        this.shards = shards;
        random = new SplittableRandom(seed * 7_919 + shard);
    }

    /** Takes a new line, ends what the last one left open, and signs on when there is no batch. */
    void connect(TillLine fresh) throws IOException {
        line = fresh;
        TillMessage left = open;
        if (left != null) {
            reverse(left, false);
        }
        if (batch.equals("000000")) {
            signOn();
        }
    }

    private void signOn() throws IOException {
        TillMessage answer = ask(network("0800", "001").set(63, "01 "));
        expect("sign-on", APPROVED, answer);
        batch = answer.get(60).substring(2, 8);
    }

    /** Serves the next customer. */
    void serve() throws IOException {
        if (debits + credits >= MOST_PER_BATCH) {
            settleBatch();
            signOn();
        }
        int person = customer();
        int draw = random.nextInt(100);
        if (draw < 8) {
            askBalance(person);
        } else {
            sell(person, draw);
        }
    }

    private int customer() {
        int count = (scene.population().size() - shard + shards - 1) / shards;
        while (true) {
            int person = shard + shards * random.nextInt(count);
            if (scene.population().person(person).card() != null) {
                return person;
            }
        }
    }

    private void askBalance(int person) throws IOException {
        TillMessage answer = ask(money("0200", "310000", "01", person));
        if (isWelcome(person)) {
            expect("balance", APPROVED, answer);
            String expected = String.format(Locale.ROOT, "0210156C%012d", balanceFen(person));
            if (!answer.get(54).equals(expected)) {
                violation("balance " + expected, answer);
            }
            tills.figures().balance();
        } else {
            refused("balance", answer);
        }
    }

    private void sell(int person, int draw) throws IOException {
        long fen = LEAST_FEN + random.nextLong(MOST_FEN);
        TillMessage purchase = money("0200", "000000", "22", person).set(4, amount(fen));
        open = purchase;
        openPerson = person;
        if (draw < 11) {
            loseLine(purchase);
            return;
        }
        byte[] first = exchange(purchase.pack());
        TillMessage answer = TillMessage.unpack(first);
        open = null;
        if (!isWelcome(person)) {
            refused("purchase", answer);
            return;
        }
        if (fen > balanceFen(person)) {
            expect("purchase beyond the balance", SHORT_OF_BALANCE, answer);
            tills.figures().refused(answer.code());
            return;
        }
        expect("purchase", APPROVED, answer);
        pay(person, fen);
        tills.figures().purchase();
        follow(purchase, first, person, fen, answer.get(37), draw);
    }

    private void follow(TillMessage purchase, byte[] first, int person, long fen, String reference, int draw)
            throws IOException {
        if (draw < 15) {
            if (!Arrays.equals(first, exchange(purchase.pack()))) {
                violation("the same answer to the same message", purchase);
            }
            tills.figures().repeat();
        } else if (draw < 22) {
            TillMessage takeBack =
                    money("0200", "200000", "23", person).set(4, amount(fen)).set(37, reference);
            giveBack(takeBack, person, fen);
            tills.figures().takenBack();
        } else if (draw < 27) {
            long part = Math.max(1, fen / 2);
            TillMessage refund =
                    money("0220", "200000", "25", person).set(4, amount(part)).set(37, reference);
            giveBack(refund, person, part);
            tills.figures().refund();
        }
    }

    /** Asks until it is answered: the same message, over a new line if need be, has one outcome. */
    private void giveBack(TillMessage message, int person, long fen) throws IOException {
        TillMessage answer;
        try {
            answer = ask(message);
        } catch (IOException gone) {
            line = tills.reconnect();
            answer = ask(message);
        }
        expect("give back", APPROVED, answer);
        credits++;
        creditFen += fen;
        balances.merge(person, fen, Long::sum);
        tills.onBooks(books -> {
            books.giveBack(person, fen);
            books.tillSettlementWritten();
        });
    }

    /** The line breaks before the answer comes; on the next one the till reverses. */
    private void loseLine(TillMessage purchase) throws IOException {
        TillLine lost = line();
        lost.send(purchase.pack());
        lost.close();
        line = tills.reconnect();
        reverse(purchase, true);
    }

    /** Whether the purchase had been booked is not for a till to know: either way nothing of it is left. */
    private void reverse(TillMessage purchase, boolean isOwnCut) throws IOException {
        expect("reversal", APPROVED, ask(purchase.reversal()));
        open = null;
        tills.figures().reversal(isOwnCut);
        long fen = Long.parseLong(purchase.get(4));
        if (isWelcome(openPerson) && fen <= balanceFen(openPerson)) {
            tills.onBooks(books -> books.perhapsPaidAndReversed(fen));
        }
    }

    /** Settles the batch; the node's totals have to be this till's. */
    void settleBatch() throws IOException {
        String totals = amount(debitFen)
                + String.format(Locale.ROOT, "%03d", debits)
                + amount(creditFen)
                + String.format(Locale.ROOT, "%03d", credits);
        TillMessage answer = ask(network("0500", "201")
                .set(48, totals + "0" + "0".repeat(31))
                .set(49, "156")
                .set(63, "01 "));
        expect("batch settlement", APPROVED, answer);
        if (answer.get(48).length() <= 30 || answer.get(48).charAt(30) != '1') {
            violation("a balanced batch " + totals, answer);
        }
        tills.figures().batch();
        debits = 0;
        debitFen = 0;
        credits = 0;
        creditFen = 0;
    }

    private void pay(int person, long fen) {
        debits++;
        debitFen += fen;
        balances.merge(person, -fen, Long::sum);
        tills.onBooks(books -> {
            books.pay(person, fen);
            books.tillSettlementWritten();
        });
    }

    private long balanceFen(int person) {
        return balances.computeIfAbsent(
                person, index -> scene.population().person(index).openingFen());
    }

    /** True when card, person and account may pay; a till knows only what the population says. */
    private boolean isWelcome(int person) {
        Insured insured = scene.population().person(person);
        SocialCard card = insured.card();
        return card != null
                && card.state() == CardState.NORMAL
                && !card.isListed()
                && (card.expiryDay() == 0 || card.expiryDay() >= Scene.today())
                && insured.insuredState() == InsuredState.NORMAL.code()
                && insured.hasAccount();
    }

    private TillMessage bare(String type) {
        stan = stan % 999_999 + 1;
        return new TillMessage(type)
                .set(11, String.format(Locale.ROOT, "%06d", stan))
                .set(41, String.format(Locale.ROOT, "%-8s", terminal))
                .set(42, String.format(Locale.ROOT, "%-15s", merchant));
    }

    private TillMessage network(String type, String code) {
        return bare(type).set(60, "00" + batch + code);
    }

    private TillMessage money(String type, String processing, String kind, int person) {
        SocialCard card = scene.population().person(person).card();
        return bare(type)
                .set(2, card == null ? "" : card.pan())
                .set(3, processing)
                .set(22, "052")
                .set(25, "00")
                .set(49, "156")
                .set(60, kind + batch + "000");
    }

    private static String amount(long fen) {
        return String.format(Locale.ROOT, "%012d", fen);
    }

    private TillLine line() throws IOException {
        TillLine now = line;
        if (now == null) {
            throw new IOException("no line");
        }
        return now;
    }

    private TillMessage ask(TillMessage message) throws IOException {
        return TillMessage.unpack(exchange(message.pack()));
    }

    /** A message that was not taken (91) goes out again, on another line when the door has ended this one meanwhile. */
    private byte[] exchange(byte[] message) throws IOException {
        byte[] answer = exchangeOnce(message);
        while (TillMessage.unpack(answer).code().equals(NOT_TAKEN)) {
            tills.figures().notTaken();
            LockSupport.parkNanos(NOT_TAKEN_PAUSE_NS);
            TillLine old = line();
            if (old.hasEnded()) {
                old.close();
                line = tills.reconnect();
            }
            answer = exchangeOnce(message);
        }
        return answer;
    }

    private byte[] exchangeOnce(byte[] message) throws IOException {
        TillLine to = line();
        to.send(message);
        try {
            return to.read();
        } catch (IOException gone) {
            tills.figures().unanswered(TillMessage.unpack(message) + " on " + to + ": " + gone);
            throw gone;
        }
    }

    private void expect(String what, String code, TillMessage answer) {
        if (!answer.code().equals(code)) {
            violation(what + " with " + code, answer);
        }
    }

    private void refused(String what, TillMessage answer) {
        tills.figures().refused(answer.code());
        if (answer.code().equals(APPROVED)) {
            violation(what + " refused", answer);
        }
    }

    private void violation(String expected, TillMessage found) {
        scene.violations().add("till " + terminal + " expected " + expected + ", found " + found);
    }
}
