package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

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

    private final Scene scene;
    private final Tills tills;
    private final TillConnection connection;
    private final TillMessages messages;
    private final String terminal;
    private final TillCustomers customers;
    private final SplittableRandom random;
    private final Map<Integer, Long> balances = new HashMap<>();
    private final BatchTotals batch = new BatchTotals();
    private @Nullable TillMessage open;
    private int openPerson;

    Till(Scene scene, Tills tills, Venue venue, String terminal, int shard, int shards, long seed) {
        this.scene = scene;
        this.tills = tills;
        connection = new TillConnection(tills);
        messages = new TillMessages(venue.merchant(), terminal);
        this.terminal = terminal;
        customers = new TillCustomers(scene.population(), shard, shards);
        random = new SplittableRandom(seed * 7_919 + shard);
    }

    /** Takes a new line, ends what the last one left open, and signs on when there is no batch. */
    void connect(TillLine fresh) throws IOException {
        connection.use(fresh);
        TillMessage left = open;
        if (left != null) {
            reverse(left, false);
        }
        if (!messages.hasBatch()) {
            signOn();
        }
    }

    private void signOn() throws IOException {
        TillMessage answer = connection.ask(messages.network("0800", "001").set(63, "01 "));
        expect("sign-on", APPROVED, answer);
        messages.batch(answer.get(60).substring(2, 8));
    }

    /** Serves the next customer. */
    void serve() throws IOException {
        if (batch.count() >= MOST_PER_BATCH) {
            settleBatch();
            signOn();
        }
        int person = customers.draw(random);
        int draw = random.nextInt(100);
        if (draw < 8) {
            askBalance(person);
        } else {
            sell(person, draw);
        }
    }

    private void askBalance(int person) throws IOException {
        TillMessage answer = connection.ask(messages.money("0200", "310000", "01", customers.cardOf(person)));
        if (customers.isWelcome(person)) {
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
        TillMessage purchase =
                messages.money("0200", "000000", "22", customers.cardOf(person)).set(4, TillMessages.amount(fen));
        open = purchase;
        openPerson = person;
        if (draw < 11) {
            loseLine(purchase);
            return;
        }
        byte[] first = connection.exchange(purchase.pack());
        TillMessage answer = TillMessage.unpack(first);
        open = null;
        if (!customers.isWelcome(person)) {
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
            if (!Arrays.equals(first, connection.exchange(purchase.pack()))) {
                violation("the same answer to the same message", purchase);
            }
            tills.figures().repeat();
        } else if (draw < 22) {
            TillMessage takeBack = messages.money("0200", "200000", "23", customers.cardOf(person))
                    .set(4, TillMessages.amount(fen))
                    .set(37, reference);
            giveBack(takeBack, person, fen);
            tills.figures().takenBack();
        } else if (draw < 27) {
            long part = Math.max(1, fen / 2);
            TillMessage refund = messages.money("0220", "200000", "25", customers.cardOf(person))
                    .set(4, TillMessages.amount(part))
                    .set(37, reference);
            giveBack(refund, person, part);
            tills.figures().refund();
        }
    }

    /** Asks until it is answered: the same message, over a new line if need be, has one outcome. */
    private void giveBack(TillMessage message, int person, long fen) throws IOException {
        TillMessage answer;
        try {
            answer = connection.ask(message);
        } catch (IOException gone) {
            connection.renew();
            answer = connection.ask(message);
        }
        expect("give back", APPROVED, answer);
        batch.credit(fen);
        balances.merge(person, fen, Long::sum);
        tills.onBooks(books -> {
            books.giveBack(person, fen);
            books.tillSettlementWritten();
        });
    }

    /** The line breaks before the answer comes; on the next one the till reverses. */
    private void loseLine(TillMessage purchase) throws IOException {
        TillLine lost = connection.line();
        lost.send(purchase.pack());
        lost.close();
        connection.renew();
        reverse(purchase, true);
    }

    /** Whether the purchase had been booked is not for a till to know: either way nothing of it is left. */
    private void reverse(TillMessage purchase, boolean isOwnCut) throws IOException {
        expect("reversal", APPROVED, connection.ask(purchase.reversal()));
        open = null;
        tills.figures().reversal(isOwnCut);
        long fen = Long.parseLong(purchase.get(4));
        if (customers.isWelcome(openPerson) && fen <= balanceFen(openPerson)) {
            tills.onBooks(books -> books.perhapsPaidAndReversed(fen));
        }
    }

    /** Settles the batch; the node's totals have to be this till's. */
    void settleBatch() throws IOException {
        String totals = batch.text();
        TillMessage answer = connection.ask(messages.network("0500", "201")
                .set(48, totals + "0" + "0".repeat(31))
                .set(49, "156")
                .set(63, "01 "));
        expect("batch settlement", APPROVED, answer);
        if (answer.get(48).length() <= 30 || answer.get(48).charAt(30) != '1') {
            violation("a balanced batch " + totals, answer);
        }
        tills.figures().batch();
        batch.clear();
    }

    private void pay(int person, long fen) {
        batch.debit(fen);
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
