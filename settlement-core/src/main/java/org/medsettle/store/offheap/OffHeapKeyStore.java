package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/**
 * Keys off heap in generations, each with a slab and an index of its own, so that an old one goes back to the supply whole.
 *
 * <p>Units: a reference is the generation's place in the table below, and 48 bits of position in its slab. Invariant: a
 * key stands in the generation of its date. Failure: a second add of a key breaks an invariant; more than
 * {@value #MAX_GENERATIONS} generations at once are an {@link IllegalStateException}.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapKeyStore implements KeyStore {
    /** Bound on the generations kept at once: more than eleven years, and no retention is longer than ten. */
    public static final int MAX_GENERATIONS = 512;

    private static final int PLACE_SHIFT = 48;
    private static final long POSITION_MASK = (1L << PLACE_SHIFT) - 1;

    private final OffHeapMemory memory;
    private final LookupHash lookup;
    private final @Nullable KeyGeneration[] generations = new KeyGeneration[MAX_GENERATIONS];
    /** Places in use are below this. */
    private int places;

    private long count;

    public OffHeapKeyStore(OffHeapMemory memory) {
        this.memory = memory;
        this.lookup = memory.hash();
    }

    /** This store as far as snapshots are concerned; each generation is a section. */
    public ImagedStore image() {
        return new Image();
    }

    @Override
    public long find(long word0, long word1, long word2, int keyDate) {
        long hash = lookup.of(word0, word1, word2);
        int number = keyDate == NO_DATE ? 0 : KeyStore.generationOf(keyDate);
        for (int place = 0; place < places; place++) {
            KeyGeneration generation = generations[place];
            if (generation != null && (keyDate == NO_DATE || generation.number == number)) {
                long position = generation.find(hash, word0, word1, word2);
                if (position != NONE) {
                    return (long) place << PLACE_SHIFT | position;
                }
            }
        }
        return NONE;
    }

    @Override
    public long touch(long word0, long word1, long word2, int keyDate) {
        int number = KeyStore.generationOf(keyDate);
        for (int place = 0; place < places; place++) {
            KeyGeneration generation = generations[place];
            if (generation != null && generation.number == number) {
                return generation.touch(lookup.of(word0, word1, word2));
            }
        }
        return 0;
    }

    @Override
    public long add(KeyRecord key, int keyDate) {
        Invariant.check(keyDate != NO_DATE, "a key is added under a real date");
        int place = placeOf(KeyStore.generationOf(keyDate));
        long position = at(place).add(lookup.of(key.word0(), key.word1(), key.word2()), key);
        count++;
        return (long) place << PLACE_SHIFT | position;
    }

    /** The place of a generation, opened in the first free place when it is not there. */
    private int placeOf(int number) {
        int free = places;
        for (int place = places - 1; place >= 0; place--) {
            KeyGeneration generation = generations[place];
            if (generation == null) {
                free = place;
            } else if (generation.number == number) {
                return place;
            }
        }
        if (free == MAX_GENERATIONS) {
            throw new IllegalStateException("keys of more than " + MAX_GENERATIONS + " generations of "
                    + GENERATION_DAYS + " days; raise no retention beyond that");
        }
        generations[free] = new KeyGeneration(number, memory.supply(), memory.newIndex());
        places = Math.max(places, free + 1);
        return free;
    }

    private KeyGeneration at(int place) {
        KeyGeneration generation = generations[place];
        if (generation == null) {
            throw new Invariant.InvariantViolation("no key generation at place " + place);
        }
        return generation;
    }

    @Override
    public KeyRecord at(long reference) {
        return at((int) (reference >>> PLACE_SHIFT)).at(reference & POSITION_MASK);
    }

    @Override
    public void dropBefore(int date) {
        for (int place = 0; place < places; place++) {
            KeyGeneration generation = generations[place];
            if (generation != null && generation.lastDay() < date) {
                count -= generation.count();
                generation.release();
                generations[place] = null;
            }
        }
        while (places > 0 && generations[places - 1] == null) {
            places--;
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (int place = 0; place < places; place++) {
            KeyGeneration generation = generations[place];
            if (generation != null) {
                visit(place, generation, visitor);
            }
        }
    }

    private static void visit(int place, KeyGeneration generation, LongConsumer visitor) {
        long base = (long) place << PLACE_SHIFT;
        generation.forEach(position -> visitor.accept(base | position));
    }

    /** The section's number is the generation's. */
    private final class Image implements ImagedStore {
        @Override
        public boolean holds(SectionKind kind) {
            return kind == SectionKind.KEY;
        }

        @Override
        public void sections(Consumer<ImageSection> visitor) {
            for (int place = 0; place < places; place++) {
                KeyGeneration generation = generations[place];
                if (generation != null) {
                    visitor.accept(generation.section());
                }
            }
        }

        @Override
        public Restore restore(SectionKind kind, long number, long length, ByteBuffer description) {
            return at(placeOf(Math.toIntExact(number))).restore(length, description);
        }

        @Override
        public void finishRestore() {
            count = 0;
            for (int place = 0; place < places; place++) {
                count += at(place).recount(lookup);
            }
        }
    }
}
