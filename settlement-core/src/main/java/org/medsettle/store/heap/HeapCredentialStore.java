package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.ElectronicCredential;

/** Electronic credentials on the heap. Failure: a token that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapCredentialStore implements CredentialStore {
    private final HeapRecords<ElectronicCredential> records = new HeapRecords<>(new ElectronicCredential());
    private final Map<ByteBuffer, Long> byToken = new HashMap<>();

    @Override
    public long add(ElectronicCredential credential) {
        ByteBuffer token =
                HeapRecords.keyOf(credential.buffer(), credential.tokenOffset(), ElectronicCredential.TOKEN_BYTES);
        Invariant.check(!byToken.containsKey(token), "a token is added once");

        long reference = records.add(credential, ElectronicCredential.BYTES);
        byToken.put(token, reference);
        return reference;
    }

    @Override
    public long findByToken(ByteBuffer token, int offset) {
        return byToken.getOrDefault(HeapRecords.keyOf(token, offset, ElectronicCredential.TOKEN_BYTES), NONE);
    }

    @Override
    public ElectronicCredential at(long reference) {
        return records.at(reference);
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
