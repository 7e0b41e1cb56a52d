package org.medsettle.bench.peer;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.medsettle.bench.open.LoadConnection;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadRequest;
import org.medsettle.bench.open.LoadSession;
import org.medsettle.bench.open.RequestKind;
import org.medsettle.bench.workload.Bills;
import org.medsettle.bench.workload.RequestBuffer;
import org.medsettle.bench.workload.Workload;
import org.medsettle.bench.workload.Zipf;

/**
 * Redis as the open loop sees it: a script call per settlement, over the same client as our own doors.
 *
 * <p>Threads: the event loop. Units: fen.
 */
final class RedisDoor implements LoadDoor {
    private static final int REPEAT_WINDOW = 1_000;
    private static final int WORDS = 10;

    private final Workload workload;
    private final String script;
    private final int accounts;
    private final Zipf institutions;
    private final SplittableRandom random;
    private final RequestBuffer command = new RequestBuffer();
    private final RequestBuffer word = new RequestBuffer();
    private final long run;
    private long next = 1;

    /**
     * @param script digest of the loaded script
     * @param run part of every key, so that runs do not repeat each other
     */
    RedisDoor(Workload workload, String script, int accounts, int institutions, long run) {
        this.workload = workload;
        this.script = script;
        this.accounts = accounts;
        this.run = run;
        this.institutions = new Zipf(institutions, workload.zipf());
        random = new SplittableRandom(run);
    }

    @Override
    public LoadRequest newRequest() {
        return new LoadRequest();
    }

    @Override
    public LoadConnection newConnection(LoadSession session, int depth) {
        return new RedisConnection(session, this, depth);
    }

    @Override
    public void write(ByteBuf to, LoadRequest request) {
        boolean repeats = next > 1 && random.nextDouble() < workload.repeats();
        request.kind = repeats ? RequestKind.REPEAT : RequestKind.SETTLEMENT;
        long number = repeats ? next - 1 - random.nextLong(Math.min(REPEAT_WINDOW, next - 1)) : next++;
        int account = 1 + random.nextInt(accounts);
        int institution = 1 + institutions.draw(random);
        long amountFen = random.nextDouble() < workload.shortBalances() ? Workload.SHORT_FEN : Bills.draw(random);
        command.clear().put("*").putNumber(WORDS).put("\r\n");
        put("EVALSHA");
        put(script);
        put("3");
        word.clear().put("k").putDigits(run, 6).putDigits(number, 9);
        putWord();
        word.clear().put("a:").putNumber(account);
        putWord();
        word.clear().put("i:").putNumber(institution);
        putWord();
        putNumber(account);
        putNumber(institution);
        putNumber(amountFen);
        putNumber(System.currentTimeMillis());
        to.writeBytes(command.array(), 0, command.length());
    }

    private void put(String text) {
        word.clear().put(text);
        putWord();
    }

    private void putNumber(long number) {
        word.clear().putNumber(number);
        putWord();
    }

    private void putWord() {
        command.put("$").putNumber(word.length()).put("\r\n");
        command.put(word.array(), 0, word.length()).put("\r\n");
    }

    @Override
    public void answered(LoadRequest request) {}

    @Override
    public boolean isSuccess(int code) {
        return code == 0;
    }

    @Override
    public boolean isBusy(int code) {
        return false;
    }

    @Override
    public String codeName(int code) {
        return Integer.toString(code);
    }

    /** Answers come in the order of the calls; each is one line. */
    private static final class RedisConnection extends LoadConnection {
        RedisConnection(LoadSession session, LoadDoor door, int depth) {
            super(session, door, depth);
        }

        @Override
        protected int next(ByteBuf in) {
            int from = in.readerIndex();
            int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
            if (end < 0) {
                return -1;
            }
            if (in.getByte(from) != ':') {
                throw new IllegalStateException(
                        "redis answered " + in.toString(from, end - from, StandardCharsets.UTF_8));
            }
            int code = 0;
            for (int at = from + 1; at < end - 1; at++) {
                code = 10 * code + in.getByte(at) - '0';
            }
            in.readerIndex(end + 1);
            request(0).code = code;
            return 0;
        }
    }
}
