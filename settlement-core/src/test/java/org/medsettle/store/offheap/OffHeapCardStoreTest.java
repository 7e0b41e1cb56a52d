package org.medsettle.store.offheap;

import org.medsettle.domain.card.CardStore;
import org.medsettle.store.CardStoreContract;

class OffHeapCardStoreTest extends CardStoreContract {
    @Override
    protected CardStore create() {
        return new OffHeapCardStore(TestMemory.small());
    }
}
