package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/**
 * A store that is one slab with indexes over it, as far as snapshots are concerned: the slab travels, and every restored
 * record is indexed anew.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class SlabStore implements ImagedStore {
    private final SectionKind kind;
    private final RecordSlab<?> slab;
    private final LongConsumer indexer;
    private final IndexFill[] fills;

    /**
     * @param indexer adds the record at a reference to the store's indexes
     * @param fills through which it does so, if it does not at once
     */
    SlabStore(SectionKind kind, RecordSlab<?> slab, LongConsumer indexer, IndexFill... fills) {
        this.kind = kind;
        this.slab = slab;
        this.indexer = indexer;
        this.fills = fills;
    }

    @Override
    public boolean holds(SectionKind kind) {
        return this.kind == kind;
    }

    @Override
    public void sections(Consumer<ImageSection> visitor) {
        visitor.accept(new SlabSection(kind, 0, slab));
    }

    @Override
    public Restore restore(SectionKind kind, long number, long length, ByteBuffer description) {
        SlabSection.restore(slab, length, description);
        return slab::put;
    }

    @Override
    public void finishRestore() {
        slab.recount(indexer);
        for (IndexFill fill : fills) {
            fill.end();
        }
    }
}
