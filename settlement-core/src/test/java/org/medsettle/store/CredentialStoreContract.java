package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.ElectronicCredential;

/** What every store of credentials does. */
public abstract class CredentialStoreContract {
    private static final int MANY = 1_000;

    protected abstract CredentialStore create();

    @Test
    void shouldFindWhatWasAdded() {
        CredentialStore credentials = create();

        for (long n = 1; n <= MANY; n++) {
            credentials.add(TestRecords.credential(n));
        }

        assertEquals(MANY, credentials.count());
        for (long n = 1; n <= MANY; n++) {
            ElectronicCredential credential = TestRecords.credential(n);
            long reference = credentials.findByToken(credential.buffer(), credential.tokenOffset());
            assertSameBytes(credential, credentials.at(reference), ElectronicCredential.BYTES);
        }
    }

    @Test
    void shouldAnswerNoneWhenUnknown() {
        CredentialStore credentials = create();
        credentials.add(TestRecords.credential(1));
        ElectronicCredential stranger = TestRecords.credential(2);

        assertEquals(CredentialStore.NONE, credentials.findByToken(stranger.buffer(), stranger.tokenOffset()));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        CredentialStore credentials = create();
        long reference = credentials.add(TestRecords.credential(1));
        credentials.add(TestRecords.credential(2));

        credentials.at(reference).expiresAtMs(77);

        assertEquals(77, credentials.at(reference).expiresAtMs());
    }

    @Test
    void shouldVisitInOrderOfArrival() {
        CredentialStore credentials = create();
        List<Long> added = new ArrayList<>();
        for (long n = 1; n <= MANY; n++) {
            added.add(credentials.add(TestRecords.credential(n)));
        }

        List<Long> visited = new ArrayList<>();
        credentials.forEach(visited::add);

        assertEquals(added, visited);
    }

    @Test
    void shouldFailWhenAddedTwice() {
        CredentialStore credentials = create();
        credentials.add(TestRecords.credential(1));

        assertThrows(InvariantViolation.class, () -> credentials.add(TestRecords.credential(1)));
        assertEquals(1, credentials.count());
    }
}
