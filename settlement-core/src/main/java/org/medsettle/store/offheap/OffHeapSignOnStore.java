package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.SignOn;
import org.medsettle.domain.institution.SignOnStore;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Sign-ons off heap, found by their dense numbers. Failure: a number that is not kept breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapSignOnStore implements SignOnStore {
    private final RecordSlab<SignOn> records;
    private final ReferenceColumn byNumber;
    private long dropped;

    public OffHeapSignOnStore(OffHeapMemory memory) {
        records = new RecordSlab<>(memory.supply(), SignOn::new, signOn -> SignOn.BYTES);
        byNumber = new ReferenceColumn(memory.supply());
    }

    /** This store as far as snapshots are concerned; the sign-ons of a day are a section of their own. */
    public ImagedStore image() {
        return new Image();
    }

    @Override
    public long add(SignOn signOn) {
        signOn.number(lastNumber() + 1);
        byNumber.add(records.add(signOn));
        return lastNumber();
    }

    @Override
    public boolean has(long number) {
        return number > dropped && number <= lastNumber();
    }

    @Override
    public SignOn at(long number) {
        Invariant.check(has(number), "the sign-on asked for is kept");
        return records.at(byNumber.get(number - dropped - 1));
    }

    @Override
    public void dropAll() {
        dropped = lastNumber();
        records.release();
        byNumber.release();
    }

    @Override
    public long lastNumber() {
        return dropped + byNumber.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (long number = dropped + 1; number <= lastNumber(); number++) {
            visitor.accept(number);
        }
    }

    /** The section's number is how many sign-ons were let go before. */
    private final class Image implements ImagedStore {
        @Override
        public boolean holds(SectionKind kind) {
            return kind == SectionKind.SIGN_ON;
        }

        @Override
        public void sections(Consumer<ImageSection> visitor) {
            visitor.accept(new SlabSection(SectionKind.SIGN_ON, dropped, records));
        }

        @Override
        public Restore restore(SectionKind kind, long number, long length, ByteBuffer description) {
            dropped = number;
            SlabSection.restore(records, length, description);
            return records::put;
        }

        @Override
        public void finishRestore() {
            records.recount(byNumber::add);
        }
    }
}
