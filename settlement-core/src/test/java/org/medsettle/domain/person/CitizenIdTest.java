package org.medsettle.domain.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenIdTest {
    @Test
    void shouldPackAndUnpackExactly() {
        String id = "42010019900101001" + CitizenId.checkCharacter(42010019900101001L);

        assertEquals(id, CitizenId.unpack(CitizenId.pack(id)));
        assertEquals(19900101, CitizenId.birthDate(CitizenId.pack(id)));
    }

    @Test
    void shouldTakeASmallXForTheCheckCharacter() {
        for (long order = 0; order < 50; order++) {
            long packed = 42010019900101000L + order;
            if (CitizenId.checkCharacter(packed) == 'X') {
                assertEquals(packed, CitizenId.pack(packed + "x"));
                return;
            }
        }
        throw new AssertionError("one of fifty numbers ends in X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4201001990010100", "420100199001010019", "42010019900101A012", "42010019900101001/"})
    void shouldRefuseWhatIsNoNumber(String text) {
        String wrong = text.length() == 18 && CitizenId.pack(text) != CitizenId.INVALID ? text.substring(1) : text;

        assertEquals(CitizenId.INVALID, CitizenId.pack(wrong));
    }
}
