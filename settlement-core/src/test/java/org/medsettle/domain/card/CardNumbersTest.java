package org.medsettle.domain.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    @Test
    void shouldPackCardNumbersExactly() {
        for (String body : new String[] {"A0000001", "ZZZZZZZZ", "00000000", "12345678", "B7Q93XK0"}) {
            String number = body + CardNumber.checkCharacter(body);
            long key = CardNumber.key(420100, number);

            assertTrue(key > 0 && key < 1L << 62);
            assertEquals(420100, CardNumber.area(key));
            assertEquals(number, CardNumber.number(key));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A000000", "A00000012", "a00000011", "A000-0011", "A0000001111"})
    void shouldRefuseWhatIsNoCardNumber(String number) {
        assertEquals(CardNumber.INVALID, CardNumber.key(420100, number));
    }

    @Test
    void shouldRefuseAnAreaThatIsNone() {
        assertEquals(CardNumber.INVALID, CardNumber.key(0, "A00000011"));
        assertEquals(CardNumber.INVALID, CardNumber.key(1_000_000, "A00000011"));
    }

    @ParameterizedTest
    @ValueSource(longs = {621_000_000_000_000L, 6_210_000_000_000_001L, 621_000_000_000_000_123L})
    void shouldPackBankNumbersExactly(long withoutCheck) {
        String number = BankNumber.unpack(withoutCheck);

        assertEquals(withoutCheck, BankNumber.pack(number));
        int last = number.charAt(number.length() - 1) - '0';
        String wrong = number.substring(0, number.length() - 1) + (last + 1) % 10;
        assertEquals(BankNumber.INVALID, BankNumber.pack(wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "621000000000000", "0210000000000001", "62100000000000012345", "62100000000000A1"})
    void shouldRefuseWhatIsNoBankNumber(String number) {
        assertEquals(BankNumber.INVALID, BankNumber.pack(number));
    }

    @Test
    void shouldLeadNowhereOutOfReplacedAndCancelled() {
        for (CardEvent event : CardEvent.values()) {
            assertNull(event.from(CardState.REPLACED));
            assertNull(event.from(CardState.CANCELLED));
            assertEquals(event, CardEvent.of(event.code()));
        }
        assertNull(CardEvent.of(0));
        assertNull(CardEvent.of(11));
    }

    @Test
    void shouldListEveryStateThatMustNotSettleSealedAndLockedAside() {
        for (CardState state : CardState.values()) {
            boolean listed = state != CardState.NORMAL && state != CardState.SEALED && state != CardState.LOCKED;
            assertEquals(listed, state.listReason() != 0, state.name());
            assertEquals(state, CardState.of(state.code()));
            assertTrue(CardState.isCode(state.code()));
        }
    }
}
