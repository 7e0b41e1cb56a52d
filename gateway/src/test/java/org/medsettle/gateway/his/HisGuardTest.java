package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.admission.RateLimit;
import org.medsettle.gateway.his.http.HttpStatus;

/** Who is turned away before the request itself is looked at. */
class HisGuardTest {
    @Test
    void shouldTurnAwayAnInstitutionThatInquiresTooOften() {
        List<String> recorded = new ArrayList<>();
        HisDoor busy = new HisDoor(
                HisDialects.none(),
                RequestAuthenticator.ALLOW_ALL,
                new InquiryDesk(
                        2,
                        (institution, operator, card, admitted) ->
                                recorded.add(institution + " " + operator + " " + card + " " + admitted)));
        beKnown(busy);
        busy.post(HisMessages.card().json());
        busy.post(HisMessages.card().json());

        HisDoor.Client third = busy.post(HisMessages.card().json());

        assertEquals(HttpStatus.TOO_MANY_REQUESTS, third.answer().status());
        assertTrue(third.answer().body().contains("[9001 BUSY]"), third.answer().body());
        assertEquals(3, busy.link.count());
        long card = CardNumber.key(330_100, HisReplies.CARD);
        assertEquals(3, recorded.size());
        assertEquals("P33010000007 0007 " + card + " true", recorded.get(0));
        assertEquals("P33010000007 0007 " + card + " false", recorded.get(2));
        busy.post(HisMessages.settle().json());
        assertEquals(4, busy.link.count(), "settlements have no such limit");
    }

    /** The institution settles once, and the ledger answers. */
    private static void beKnown(HisDoor door) {
        door.post(HisMessages.settle().json());
        door.link.answer(door.link.last(), HisReplies::settled);
        door.deliver();
    }

    @Test
    void shouldLetInventedInstitutionsShareOneCountAndLeaveTheKnownTheirs() {
        HisDoor door = new HisDoor(
                HisDialects.none(),
                RequestAuthenticator.ALLOW_ALL,
                new InquiryDesk(2, (institution, operator, card, admitted) -> {}));
        beKnown(door);
        int before = door.link.count();

        for (int i = 0; i < 200; i++) {
            String invented = "P9%010d".formatted(i);
            door.post(HisMessages.card()
                    .envelope("fixmedins_code", HisMessages.quoted(invented))
                    .envelope("msgid", HisMessages.quoted(invented + HisReplies.KEY))
                    .json());
        }

        assertEquals(20, door.link.count() - before, "ten times what one institution may");
        door.post(HisMessages.card().json());
        assertEquals(21, door.link.count() - before);
    }

    @Test
    void shouldAnswer429ToASenderBeyondItsShareAnd503WhenTheNodeIsBusy() {
        HisDoor door = new HisDoor();
        door.admission.limit(RateLimit.NONE, RateLimit.of(1, 2));
        door.post(HisMessages.settle().json());
        door.post(HisMessages.settle().json());

        HisDoor.Client throttled = door.post(HisMessages.settle().json());

        assertEquals(HttpStatus.TOO_MANY_REQUESTS, throttled.answer().status());
        assertTrue(
                throttled.answer().body().contains("[9001 BUSY]"),
                throttled.answer().body());
        assertEquals(2, door.link.count(), "nothing was taken");
        door.admission.limit(RateLimit.NONE, RateLimit.NONE);
        door.link.refuse(ResultCode.BUSY);
        HisDoor.Client busy = door.post(HisMessages.settle().json());
        assertEquals(HttpStatus.SERVICE_UNAVAILABLE, busy.answer().status());
    }

    @Test
    void shouldAskTheAuthenticatorBeforeReadingTheInput() {
        HisDoor guarded = new HisDoor(
                HisDialects.none(),
                (head, envelope) -> envelope.text(HisField.OPTER).toString().equals("0007")
                        ? ResultCode.OK
                        : ResultCode.SIGNATURE_INVALID);
        HisDoor.Client refused =
                guarded.post(HisMessages.settle().envelope("opter", "\"0008\"").json("7"));
        assertEquals(HttpStatus.UNAUTHORIZED, refused.answer().status());
        assertTrue(refused.answer().body().contains("[1101 SIGNATURE_INVALID]"));
        guarded.post(HisMessages.settle().json());
        assertEquals(1, guarded.link.count());
    }
}
