package org.medsettle.bench.micro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.Person;

/** Invented persons and cards by number, in one re-used record each. Threads: one. */
final class BenchRecords {
    /** A card key of a plausible size; the check character is no part of it. */
    private static final long FIRST_CARD_KEY = 440_106L * 2_821_109_907_456L;

    private final Person person = direct(new Person(), Person.MAX_BYTES);
    private final Card card = direct(new Card(), Card.BYTES);

    static <V extends RecordView> V direct(V view, int length) {
        view.wrap(ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN), 0);
        return view;
    }

    /** The n-th person; about as long as a Chinese name makes a record. */
    Person person(long n) {
        return person.accountHandle(-1)
                .ordinal(n)
                .number(String.format(Locale.ROOT, "44010000000%013d", n))
                .citizenId(44_010_619_700_101_000L + n)
                .type("11")
                .area(440_106)
                .birthDate(19_700_101)
                .insuranceType(Person.EMPLOYEE_SCHEME)
                .gender(1)
                .insuredState(1)
                .name("\u6d4b\u8bd5\u4eba");
    }

    static long cardKey(long n) {
        return FIRST_CARD_KEY + n * 7_919;
    }

    /** The n-th card, with a bank number. */
    Card card(long n) {
        return card.clear()
                .personReference(n * 8)
                .key(cardKey(n))
                .personOrdinal(n)
                .sn(n, ~n)
                .bankNumber(622_848_000_000_000_000L + n)
                .state(CardState.NORMAL)
                .expiryDay(30_000);
    }
}
