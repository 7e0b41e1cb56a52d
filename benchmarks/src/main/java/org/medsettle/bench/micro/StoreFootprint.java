package org.medsettle.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.person.Person;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;

/**
 * Resident memory per insured person (person, account and card with all their indexes), as the kernel counts it: the growth
 * of VmRSS from empty stores to full ones. Run it in a JVM of its own with the flags of config/jvm.options; the number of
 * people is its argument.
 */
public final class StoreFootprint {
    private static final long OFF_HEAP_BYTES = 1L << 36;

    private StoreFootprint() {}

    public static void main(String[] arguments) throws IOException {
        int people = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        try (LedgerStores stores = RealStores.create(StoreConfig.of(people, OFF_HEAP_BYTES))) {
            fill(stores, new BenchRecords(), 1, people / 100);
            long before = residentBytes();
            fill(stores, new BenchRecords(), people / 100 + 1, people);
            long after = residentBytes();
            int added = people - people / 100;
            System.out.printf(
                    Locale.ROOT,
                    "%d people: %.1f MiB resident before, %.1f MiB after, %.1f bytes a person%n",
                    people,
                    before / 1048576.0,
                    after / 1048576.0,
                    (after - before) / (double) added);
        }
    }

    private static void fill(LedgerStores stores, BenchRecords records, int from, int to) {
        for (int n = from; n <= to; n++) {
            Person person = records.person(n).accountHandle(stores.accounts().open(n));
            Card card = records.card(n).personReference(stores.persons().add(person));
            stores.cards().add(card);
        }
    }

    /** The garbage of filling is let go first. */
    private static long residentBytes() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc/self/status does not tell VmRSS");
    }
}
