package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.SignOn;
import org.medsettle.domain.institution.SignOnStore;

/** Sign-ons on the heap, by number. Failure: a number that is not kept breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapSignOnStore implements SignOnStore {
    private final TreeMap<Long, ByteBuffer> byNumber = new TreeMap<>();
    private final SignOn view = new SignOn();
    private long lastNumber;

    @Override
    public long add(SignOn signOn) {
        lastNumber++;
        signOn.number(lastNumber);
        byNumber.put(lastNumber, HeapRecords.copyOf(signOn, SignOn.BYTES));
        return lastNumber;
    }

    @Override
    public boolean has(long number) {
        return byNumber.containsKey(number);
    }

    @Override
    public SignOn at(long number) {
        ByteBuffer record = byNumber.get(number);
        if (record == null) {
            throw new Invariant.InvariantViolation("sign-on " + number + " is not kept");
        }
        view.wrap(record, 0);
        return view;
    }

    @Override
    public void dropAll() {
        byNumber.clear();
    }

    @Override
    public long lastNumber() {
        return lastNumber;
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (long number : byNumber.keySet()) {
            visitor.accept(number);
        }
    }
}
