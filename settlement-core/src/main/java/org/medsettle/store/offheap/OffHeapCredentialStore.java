package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Electronic credentials off heap, indexed by token. Failure: a second add of a token breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapCredentialStore implements CredentialStore {
    private final LookupHash lookup;
    private final RecordSlab<ElectronicCredential> records;
    private final ReferenceIndex byToken;

    public OffHeapCredentialStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records =
                new RecordSlab<>(memory.supply(), ElectronicCredential::new, credential -> ElectronicCredential.BYTES);
        byToken = memory.newIndex();
    }

    @Override
    public long add(ElectronicCredential credential) {
        long known = findByToken(credential.buffer(), credential.tokenOffset());
        Invariant.check(known == NONE, "a token is added once");

        long reference = records.add(credential);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        ElectronicCredential credential = records.at(reference);
        byToken.add(
                lookup.of(credential.buffer(), credential.tokenOffset(), ElectronicCredential.TOKEN_BYTES), reference);
    }

    @Override
    public long findByToken(ByteBuffer token, int offset) {
        long hash = lookup.of(token, offset, ElectronicCredential.TOKEN_BYTES);
        for (long r = byToken.first(hash); r != ReferenceIndex.NONE; r = byToken.next()) {
            ElectronicCredential candidate = records.at(r);
            if (AsciiField.equal(
                    candidate.buffer(), candidate.tokenOffset(), token, offset, ElectronicCredential.TOKEN_BYTES)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public ElectronicCredential at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.CREDENTIAL, records, this::index);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
