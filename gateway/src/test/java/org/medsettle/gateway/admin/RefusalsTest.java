package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.admin.http.ProblemStatus;

/** Goal: every result code there is has a status and a sentence at this door. */
class RefusalsTest {
    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void shouldHaveAStatusAndASentenceForEveryCode(ResultCode code) {
        int status = ProblemStatus.of(code);

        assertTrue(code == ResultCode.OK ? status == 200 : status >= 400 && status < 600, code + " " + status);
        assertFalse(Refusals.sentence(code, 0).isBlank());
        assertTrue(Refusals.line(code, 0).endsWith("(" + code.number() + " " + code.name() + ")"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultCode.class,
            mode = EnumSource.Mode.MATCH_ALL,
            names = "CARD_(NOT_ACTIVATED|LOST_TEMPORARY|LOST_FORMAL|LOCKED|CANCELLED|REPLACED|EXPIRED|DAMAGED)")
    void shouldSayWhatToDoAboutACardsState(ResultCode code) {
        assertTrue(Refusals.sentence(code, 0).contains("; "), Refusals.sentence(code, 0));
    }

    @Test
    void shouldNameTheListAndTheReason() {
        int detail = ListDetail.pack(ListLevel.PROVINCE.code(), InvalidReason.DAMAGED.code());

        assertEquals(
                "the card is on the list of the province as damaged",
                Refusals.sentence(ResultCode.CARD_ON_INVALID_LIST, detail));
    }
}
