package org.medsettle.bench.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.medsettle.bench.workload.Bills;
import org.medsettle.bench.workload.Workload;
import org.medsettle.bench.workload.Zipf;
import org.medsettle.command.BillLine;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.SettleBody;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Settle commands encoded ahead, one per person who settles, in shuffled order, so that a producer only copies a body and patches its
 * key. The digest covers the business body and not the key, so it stays sealed. Of more than {@value #MAX_BILLS} persons only so many,
 * drawn from all of them, settle: the commands would take much of the memory that is to be measured.
 *
 * <p>Commands are asked for by number: number n is bill n modulo {@link #size} under the n-th key; the same number again
 * is a repeat. Threads: one at a time. Units: fen. Invariant: all bodies have one stride and lie in blocks of direct
 * memory, read in order.
 */
public final class SettleScript {
    public static final int TRANSACTION = 2102;

    private static final int MAX_BILLS = 10_000_000;

    private static final double ZIPF_EXPONENT = 1.001;
    private static final int BLOCK_BYTES = 1 << 26;
    private static final int MAX_LINE_BYTES = 96;
    /** Share of bills that no account can pay. */
    private static final double SHORT_BALANCES = 0.02;

    private final int size;
    private final int stride;
    private final int perBlock;
    private final ByteBuffer[] blocks;
    private final int keyDate;
    private final long keyHigh;
    private final int lengthOfBody;
    private final SettleBody patch = new SettleBody();

    /**
     * @param persons how many persons the synthetic population has
     * @param institutions how many institutions they settle at, by Zipf's law
     * @param lines fee lines of each bill, 0 to 10
     * @param epochMs time at which keys and bills are dated
     * @param seed of the shuffle, the institutions and the amounts
     */
    public SettleScript(int persons, int institutions, int lines, long epochMs, long seed) {
        this(Math.min(persons, MAX_BILLS), persons, institutions, lines, epochMs, seed);
    }

    /** The same with {@code bills} of the persons. */
    SettleScript(int bills, int persons, int institutions, int lines, long epochMs, long seed) {
        size = bills;
        stride = (SettleBody.FIXED_BYTES + lines * MAX_LINE_BYTES + 16 + 7) & ~7;
        perBlock = BLOCK_BYTES / stride;
        blocks = new ByteBuffer[(size + perBlock - 1) / perBlock];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = ByteBuffer.allocateDirect(Math.min(perBlock, size - i * perBlock) * stride)
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        keyDate = (int) LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneId.of("Asia/Shanghai"))
                .toEpochDay();
        keyHigh = epochMs;
        lengthOfBody = encode(persons, institutions, lines, epochMs / 1_000, new SplittableRandom(seed));
    }

    private int encode(int persons, int institutions, int lines, long beginSeconds, SplittableRandom random) {
        Zipf zipf = new Zipf(institutions, ZIPF_EXPONENT);
        String[] codes = new String[institutions];
        for (int i = 0; i < institutions; i++) {
            codes[i] = SyntheticPopulation.institutionCode(i);
        }
        int[] order = shuffled(persons, random);
        SettleBody body = new SettleBody();
        int length = 0;
        for (int i = 0; i < size; i++) {
            body.wrap(blocks[i / perBlock], i % perBlock * stride);
            length = encode(body, order[i], codes[zipf.draw(random)], lines, beginSeconds, amount(random));
        }
        return length;
    }

    private static long amount(RandomGenerator random) {
        return random.nextDouble() < SHORT_BALANCES ? Workload.SHORT_FEN : Bills.draw(random);
    }

    private static int encode(
            SettleBody body, int person, String institution, int lines, long beginSeconds, long amountFen) {
        body.head(Door.HIS, TRANSACTION, institution, 0);
        body.person(SyntheticPopulation.personNumber(person)).amounts(amountFen, amountFen);
        body.credential(CredentialType.CARD, SyntheticPopulation.cardKey(person));
        body.care(SyntheticPopulation.MED_TYPE, 310, true, beginSeconds);
        BillLine line = new BillLine();
        int end = body.tail("", "", "0000000123");
        for (int i = 0; i < lines; i++) {
            long part = i == lines - 1 ? amountFen - amountFen / lines * (lines - 1) : amountFen / lines;
            line.wrap(body.buffer(), end);
            line.amounts(part, 10_000, part * 10_000).texts("1" + i, "XTESTDRUG000000000" + (i + 1), "SKU-" + (i + 1));
            end = line.end();
        }
        return body.finish(lines, end);
    }

    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /** Fills {@code command} with command number {@code number}; nothing is allocated. */
    public void fill(Command command, long number) {
        int index = (int) (number % size);
        ByteBuffer to = command.reserve(lengthOfBody);
        to.put(0, blocks[index / perBlock], index % perBlock * stride, lengthOfBody);
        patch.wrap(to, 0);
        patch.key(keyHigh, number, keyDate);
        command.set(CommandType.SETTLE, lengthOfBody);
    }

    public int size() {
        return size;
    }

    /** Bytes of every body. */
    public int bodyBytes() {
        return lengthOfBody;
    }
}
