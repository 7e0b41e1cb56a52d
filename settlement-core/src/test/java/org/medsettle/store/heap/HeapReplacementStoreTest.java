package org.medsettle.store.heap;

import org.medsettle.domain.card.ReplacementStore;
import org.medsettle.store.ReplacementStoreContract;

class HeapReplacementStoreTest extends ReplacementStoreContract {
    @Override
    protected ReplacementStore create() {
        return new HeapReplacementStore();
    }
}
