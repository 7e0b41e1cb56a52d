package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.medsettle.command.ResultCode;
import org.medsettle.gateway.his.http.HttpStatus;

/** What tests of refusals at the HIS door share. */
abstract class HisRefusals {
    final HisDoor door = new HisDoor();

    String refused(HisMessages message, ResultCode code) {
        return refused(message.json(), code);
    }

    String refused(String json, ResultCode code) {
        return refused(door.post(json), HttpStatus.OK, code);
    }

    String refused(HisDoor.Client client, HttpStatus status, ResultCode code) {
        String body = client.answer().body();
        assertEquals(status, client.answer().status(), body);
        assertTrue(body.contains("\"infcode\":-1,"), body);
        assertTrue(body.contains("[" + code.number() + " " + code + "]\",\"output\":null}"), body);
        assertEquals(0, door.link.count());
        assertEquals(0, door.underWay());
        return body;
    }

    void accepted(HisMessages message) {
        HisDoor.Client client = door.post(message.json());
        assertEquals(1, door.link.count(), () -> client.answer().body());
    }
}
