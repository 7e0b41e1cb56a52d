package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.domain.institution.SignOn;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/** Invented records by number: the same number always gives the same record, at an odd place of a buffer of its own. */
public final class TestRecords {
    private static final int OFFSET = 24;
    private static final int[] AREAS = {110101, 310104, 440106, 510107, 650102};

    private TestRecords() {}

    private static <V extends RecordView> V fresh(V view, int length) {
        view.wrap(ByteBuffer.allocate(OFFSET + length).order(ByteOrder.LITTLE_ENDIAN), OFFSET);
        return view;
    }

    public static Person person(long n) {
        return fresh(new Person(), Person.MAX_BYTES)
                .accountHandle(-1)
                .ordinal(n)
                .number(String.format(Locale.ROOT, "P%029d", n))
                .citizenId(44_010_619_700_101_000L + n)
                .type("11")
                .area(AREAS[(int) (n % AREAS.length)])
                .birthDate(19_700_101)
                .insuranceType(Person.EMPLOYEE_SCHEME)
                .gender((int) (n & 1) + 1)
                .insuredState(1)
                .name("\u6d4b".repeat((int) (n % 66)));
    }

    public static long cardKey(long n) {
        String body = Long.toString(100_000_000_000L + n, 36).toUpperCase(Locale.ROOT);
        return CardNumber.key(AREAS[(int) (n % AREAS.length)], body + CardNumber.checkCharacter(body));
    }

    /** A card; every third has no bank number. */
    public static Card card(long n) {
        return fresh(new Card(), Card.BYTES)
                .personReference(n * 8)
                .key(cardKey(n))
                .personOrdinal(n)
                .sn(n, ~n)
                .bankNumber(n % 3 == 0 ? 0 : 622_848_000_000_000_000L + n)
                .state(CardState.of((int) (n % 9)))
                .expiryDay(30_000);
    }

    public static ElectronicCredential credential(long n) {
        return fresh(new ElectronicCredential(), ElectronicCredential.BYTES)
                .personReference(n * 8)
                .personOrdinal(n)
                .expiresAtMs(1_800_000_000_000L + n)
                .token(String.format(Locale.ROOT, "token-%044d", n));
    }

    public static Institution institution(long n) {
        return fresh(new Institution(), Institution.BYTES)
                .ordinal((int) n)
                .code(String.format(Locale.ROOT, "H%011d", n))
                .area(AREAS[(int) (n % AREAS.length)])
                .clearingAgency(440_100)
                .kind(InstitutionKind.of((int) (n % 4) + 1))
                .state(Institution.IN_SERVICE)
                .addMedType(11)
                .addTerminal("T" + n % 1000)
                .name("\u533b\u9662 " + n);
    }

    public static SignOn signOn(long n) {
        return fresh(new SignOn(), SignOn.BYTES)
                .institution(n % 100)
                .operatorHash(n * 31)
                .timeMs(1_750_000_000_000L + n)
                .businessDate(20_000)
                .active(true);
    }

    /** A settlement with a tail of up to 300 bytes. */
    public static Settlement settlement(long n) {
        int tail = (int) (n * 7 % 300);
        Settlement settlement = fresh(new Settlement(), Settlement.FIXED_BYTES + 304)
                .id(440_106 * Settlement.ID_AREA_FACTOR + n)
                .sequence(n)
                .key(n % 100, n, ~n)
                .personOrdinal(n)
                .split(1_000 + n, 0, n, 0, 1_000)
                .credential(CredentialType.of(1), n)
                .state(SettlementState.SETTLED)
                .tailLength(tail);
        for (int i = 0; i < tail; i++) {
            settlement.buffer().put(settlement.tailOffset() + i, (byte) (n + i));
        }
        return settlement;
    }

    public static KeyRecord key(long n) {
        return fresh(new KeyRecord(), KeyRecord.BYTES)
                .key(n % 100, 20_250_101_000_000L + n, n * 3)
                .bodyDigest(n * 17)
                .personHash(n * 19)
                .timeMs(1_750_000_000_000L + n)
                .kind(OutcomeKind.of(1))
                .transaction(2102);
    }

    /** Fails unless both views show the same {@code length} bytes. */
    public static void assertSameBytes(RecordView expected, RecordView actual, int length) {
        for (int i = 0; i < length; i++) {
            assertEquals(
                    expected.buffer().get(expected.offset() + i),
                    actual.buffer().get(actual.offset() + i),
                    "byte " + i + " of the record");
        }
    }
}
