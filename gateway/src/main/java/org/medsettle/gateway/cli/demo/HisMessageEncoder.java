package org.medsettle.gateway.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;

/** The national messages as the system of a hospital or pharmacy writes them: envelope and input, UTF-8. */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisMessageEncoder {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    private final List<Venue> venues;
    private final MessageIds ids;
    private final String[] signNumbers;
    private long clockSecond;
    private String clockText = "";

    HisMessageEncoder(List<Venue> venues, MessageIds ids) {
        this.venues = venues;
        this.ids = ids;
        signNumbers = new String[venues.size()];
        java.util.Arrays.fill(signNumbers, "");
    }

    /** The number a sign-on has given, carried by every later message of the institution. */
    void signedOn(int venue, String signNumber) {
        signNumbers[venue] = signNumber;
    }

    byte[] signOn(int venue) {
        return write(Transaction.SIGN_ON, venue, ids.next(venue), null, json -> {
            json.writeObjectFieldStart("signIn");
            json.writeStringField("opter_no", "0007");
            json.writeStringField("mac", "00-00-00-00-00-01");
            json.writeStringField("ip", "192.0.2.7");
            json.writeEndObject();
        });
    }

    byte[] inquire(int venue, Insured person, CredentialType credential, boolean withCardSn) {
        return write(Transaction.INQUIRE, venue, ids.next(venue), person, json -> {
            json.writeObjectFieldStart("data");
            writeCredential(json, person, credential, withCardSn);
            json.writeStringField("psn_cert_type", "01");
            json.writeStringField("certno", "");
            json.writeStringField("psn_name", "");
            json.writeEndObject();
        });
    }

    /** A quote or a settlement; {@code isShort} spells amounts as JSON numbers without needless zeros. */
    byte[] bill(Transaction transaction, int number, Bill bill, boolean isShort) {
        return write(transaction, bill.venue(), number, bill.person(), json -> {
            json.writeObjectFieldStart("druginfo");
            json.writeStringField("psn_no", bill.person().psnNo());
            writeCredential(json, bill.person(), bill.credential(), bill.showsCardSn());
            json.writeStringField("begntime", bill.beginTime());
            writeAmount(json, "medfee_sumamt", bill.totalFen(), isShort);
            json.writeStringField("insutype", Integer.toString(bill.person().insuranceType()));
            json.writeStringField("med_type", Integer.toString(bill.medType()));
            json.writeStringField("acct_used_flag", bill.isAccountUsed() ? "1" : "0");
            json.writeStringField("dise_codg", "");
            json.writeEndObject();
            json.writeArrayFieldStart("drugdetail");
            for (int line = 0; line < bill.lines(); line++) {
                writeLine(json, bill, line, isShort);
            }
            json.writeEndArray();
        });
    }

    private static void writeLine(JsonGenerator json, Bill bill, int line, boolean isShort) throws IOException {
        json.writeStartObject();
        json.writeStringField("feedetl_sn", Integer.toString(line + 1));
        json.writeStringField("rx_circ_flag", "0");
        json.writeStringField("fee_ocur_time", bill.beginTime());
        json.writeStringField("med_list_codg", "XTESTDRUG000000000" + line);
        json.writeStringField("medins_list_codg", "SKU-" + line);
        writeAmount(json, "det_item_fee_sumamt", bill.lineFen(line), isShort);
        json.writeStringField("cnt", "1.0000");
        writeAmount(json, "pric", bill.lineFen(line), isShort);
        json.writeEndObject();
    }

    byte[] cancel(int venue, int number, Insured person, long setlId, long mdtrtId) {
        return write(Transaction.CANCEL, venue, number, person, json -> writeSettlement(json, person, setlId, mdtrtId));
    }

    byte[] settlement(int venue, Insured person, long setlId, long mdtrtId) {
        return write(
                Transaction.SETTLEMENT,
                venue,
                ids.next(venue),
                person,
                json -> writeSettlement(json, person, setlId, mdtrtId));
    }

    private static void writeSettlement(JsonGenerator json, Insured person, long setlId, long mdtrtId)
            throws IOException {
        json.writeObjectFieldStart("data");
        json.writeStringField("psn_no", person.psnNo());
        json.writeStringField("setl_id", Long.toString(setlId));
        json.writeStringField("mdtrt_id", Long.toString(mdtrtId));
        json.writeEndObject();
    }

    byte[] reverse(int venue, int number, Insured person, Transaction original, int originalNumber) {
        return write(Transaction.REVERSE, venue, number, person, json -> {
            json.writeObjectFieldStart("data");
            json.writeStringField("psn_no", person.psnNo());
            json.writeStringField("omsgid", ids.text(venue, originalNumber));
            json.writeStringField("oinfno", original.infno());
            json.writeEndObject();
        });
    }

    byte[] outcome(int venue, Transaction original, int originalNumber) {
        return write(Transaction.OUTCOME, venue, ids.next(venue), null, json -> {
            json.writeObjectFieldStart("data");
            json.writeStringField("omsgid", ids.text(venue, originalNumber));
            json.writeStringField("oinfno", original.infno());
            json.writeEndObject();
        });
    }

    /** The present second in Shanghai, as messages spell it. */
    String now() {
        long second = System.currentTimeMillis() / 1_000;
        if (second != clockSecond) {
            clockSecond = second;
            clockText = SECOND.format(LocalDateTime.ofInstant(Instant.ofEpochSecond(second), DemoPopulation.SHANGHAI));
        }
        return clockText;
    }

    private static void writeCredential(
            JsonGenerator json, Insured person, CredentialType credential, boolean withCardSn) throws IOException {
        SocialCard card = person.card();
        String token = person.token();
        if (credential == CredentialType.CARD && card != null) {
            json.writeStringField("mdtrt_cert_type", "03");
            json.writeStringField("mdtrt_cert_no", card.number());
            if (withCardSn) {
                json.writeStringField("card_sn", card.sn());
            }
        } else if (credential == CredentialType.ELECTRONIC && token != null) {
            json.writeStringField("mdtrt_cert_type", "01");
            json.writeStringField("mdtrt_cert_no", token);
        } else {
            json.writeStringField("mdtrt_cert_type", "02");
            json.writeStringField("mdtrt_cert_no", person.certNo());
        }
    }

    private static void writeAmount(JsonGenerator json, String name, long fen, boolean isShort) throws IOException {
        json.writeFieldName(name);
        if (isShort) {
            json.writeNumber(YuanText.shortest(fen));
        } else {
            json.writeString(YuanText.of(fen));
        }
    }

    private byte[] write(Transaction transaction, int venue, int number, @Nullable Insured person, InputWriter input) {
        bytes.reset();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("infno", transaction.infno());
            json.writeStringField("msgid", ids.text(venue, number));
            Venue place = venues.get(venue);
            json.writeStringField("mdtrtarea_admvs", areaText(place.area()));
            json.writeStringField("insuplc_admdvs", areaText(person == null ? place.area() : person.area()));
            json.writeStringField("recer_sys_code", "YBXT");
            json.writeStringField("infver", "V1.0");
            json.writeStringField("opter_type", "1");
            json.writeStringField("opter", "0007");
            json.writeStringField("opter_name", "测试员");
            json.writeStringField("inf_time", now());
            json.writeStringField("fixmedins_code", place.code());
            json.writeStringField("fixmedins_name", place.name());
            json.writeStringField("sign_no", signNumbers[venue]);
            json.writeObjectFieldStart("input");
            input.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static String areaText(int area) {
        return area < 100_000 ? String.format(Locale.ROOT, "%06d", area) : Integer.toString(area);
    }

    /** Writes what stands inside {@code input}. */
    @FunctionalInterface
    private interface InputWriter {
        void write(JsonGenerator json) throws IOException;
    }
}
