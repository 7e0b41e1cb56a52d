package org.medsettle.gateway.his;

import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.Person;

/** The person: output of 1101, and the person's fields inside a settlement. What we do not know is left empty. */
@ThreadConfined(Threads.EVENT_LOOP)
final class PersonEncoder {
    private static final byte[] BASEINFO = JsonWriter.name("baseinfo");
    private static final byte[] INSUINFO = JsonWriter.name("insuinfo");
    private static final byte[] IDETINFO = JsonWriter.name("idetinfo");
    private static final byte[] PSN_NO = JsonWriter.name("psn_no");
    private static final byte[] PSN_NAME = JsonWriter.name("psn_name");
    private static final byte[] PSN_CERT_TYPE = JsonWriter.name("psn_cert_type");
    private static final byte[] CERTNO = JsonWriter.name("certno");
    private static final byte[] GEND = JsonWriter.name("gend");
    private static final byte[] NATY = JsonWriter.name("naty");
    private static final byte[] BRDY = JsonWriter.name("brdy");
    private static final byte[] AGE = JsonWriter.name("age");
    private static final byte[] BALC = JsonWriter.name("balc");
    private static final byte[] INSUTYPE = JsonWriter.name("insutype");
    private static final byte[] PSN_TYPE = JsonWriter.name("psn_type");
    private static final byte[] PSN_INSU_STAS = JsonWriter.name("psn_insu_stas");
    private static final byte[] CVLSERV_FLAG = JsonWriter.name("cvlserv_flag");
    private static final byte[] INSUPLC_ADMDVS = JsonWriter.name("insuplc_admdvs");
    /** psn_cert_type of an identity card. */
    private static final String IDENTITY_CARD = "01";
    /** psn_type of a civil servant in work. */
    private static final String CIVIL_SERVANT = "1102";

    private final JsonWriter json;
    private final TimeEncoder times;
    private final PersonReply reply = new PersonReply();
    private final Person person = new Person();

    PersonEncoder(JsonWriter json, TimeEncoder times) {
        this.json = json;
        this.times = times;
    }

    /** The output of 1101. */
    void encode(Reply from) {
        reply.wrap(from.body(), 0);
        reply.person(person);
        json.openObject(BASEINFO);
        encodeIdentity(person, from.timeMs());
        json.closeObject();
        json.openArray(INSUINFO).openObject().money(BALC, reply.balanceFen());
        encodeInsurance(person);
        json.digits(PSN_INSU_STAS, person.insuredState(), 1);
        json.digits(INSUPLC_ADMDVS, person.area(), 6);
        json.closeObject().closeArray();
        json.openArray(IDETINFO).closeArray();
    }

    /** Who it is, and how old at {@code epochMs}. */
    void encodeIdentity(Person person, long epochMs) {
        json.ascii(PSN_NO, person.buffer(), person.numberOffset(), Person.NUMBER_BYTES)
                .text(PSN_CERT_TYPE, IDENTITY_CARD)
                .text(CERTNO, CitizenId.unpack(person.citizenId()))
                .text(PSN_NAME, person.name())
                .digits(GEND, person.gender(), 1)
                .text(NATY, "");
        times.date(BRDY, person.birthDate());
        json.decimal(AGE, times.ageTenths(person.birthDate(), epochMs), 1);
    }

    /** How the person is insured now. */
    private void encodeInsurance(Person person) {
        encodeInsurance(person, person.insuranceType());
    }

    /** The scheme that a settlement was made under, and the class of person. */
    void encodeInsurance(Person person, int insuranceType) {
        String type = person.type();
        json.digits(INSUTYPE, insuranceType, 3)
                .text(PSN_TYPE, type)
                .text(CVLSERV_FLAG, type.equals(CIVIL_SERVANT) ? "1" : "0");
    }
}
