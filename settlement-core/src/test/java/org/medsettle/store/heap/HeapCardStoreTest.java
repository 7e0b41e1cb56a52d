package org.medsettle.store.heap;

import org.medsettle.domain.card.CardStore;
import org.medsettle.store.CardStoreContract;

class HeapCardStoreTest extends CardStoreContract {
    @Override
    protected CardStore create() {
        return new HeapCardStore();
    }
}
