package org.medsettle.domain.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class PersonTest {
    @Test
    void shouldBeTheSameWhenEveryImportedFieldIs() {
        Person one = person("测试人");
        Person other = person("测试人").ordinal(7).accountHandle(9);

        assertTrue(one.sameContent(other));
        assertEquals(one.numberHash(), other.numberHash());
        assertTrue(one.hasNumber(other.buffer(), other.numberOffset()));
        assertNotEquals(one.stateHash(), other.stateHash());
    }

    @Test
    void shouldDifferWhenOneFieldDoes() {
        assertFalse(person("甲").sameContent(person("乙")));
        assertFalse(person("甲").sameContent(person("a much longer name than the other")));
        assertFalse(person("甲").sameContent(person("甲").gender(2)));
        assertFalse(person("甲")
                .hasNumber(person("甲").number("P2").buffer(), person("甲").numberOffset()));
    }

    @Test
    void shouldRefuseANameThatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> person("名".repeat(70)));
    }

    @Test
    void shouldKnowTheCodesOfInsuredStates() {
        for (InsuredState state : InsuredState.values()) {
            assertTrue(InsuredState.isCode(state.code()));
        }
        assertFalse(InsuredState.isCode(3));
        assertFalse(InsuredState.isCode(-1));
    }

    private static Person person(String name) {
        Person person = new Person();
        person.wrap(ByteBuffer.allocate(Person.MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        return person.number("P1")
                .citizenId(42010019900101001L)
                .type("1101")
                .area(420100)
                .birthDate(19900101)
                .insuranceType(310)
                .gender(1)
                .insuredState(1)
                .name(name);
    }
}
