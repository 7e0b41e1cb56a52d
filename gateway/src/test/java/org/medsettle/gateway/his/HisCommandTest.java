package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.medsettle.command.BillLine;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettleBody;
import org.medsettle.command.SignBody;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.settlement.CredentialType;

/** Requests to commands: every value lands in its field, and spelling makes no difference to the business body. */
class HisCommandTest {
    private static final long BEGIN_SECONDS = 1_795_222_870L; // 2026-11-21 09:01:10 in Shanghai
    private static final int KEY_DATE = 20_778; // 2026-11-21

    private final HisDoor door = new HisDoor();

    private Command accept(HisMessages message) {
        return accept(message.json());
    }

    private Command accept(String json) {
        int before = door.link.count();
        HisDoor.Client client = door.post(json);
        assertEquals(before + 1, door.link.count(), () -> client.answer().body());
        assertFalse(client.isAnswered());
        return door.link.last();
    }

    private SettleBody bill(HisMessages message) {
        SettleBody body = new SettleBody();
        body.wrap(accept(message).body(), 0);
        return body;
    }

    private static void assertKey(KeyedBody body, int transaction, long key) {
        assertEquals(Door.HIS.code(), body.door());
        assertEquals(transaction, body.transaction());
        assertEquals(HisReplies.INSTITUTION, body.institution());
        assertEquals(key, body.keyWord1());
        assertEquals(0, body.keyWord2());
        assertEquals(KEY_DATE, body.keyDate());
        assertEquals(17, body.signOn());
    }

    @Test
    void shouldFillASettlement() {
        Command command = accept(HisMessages.settle().lines(3).with("medfee_sumamt", "175.80"));
        SettleBody body = new SettleBody();
        body.wrap(command.body(), 0);

        assertEquals(CommandType.SETTLE, command.type());
        assertEquals(body.length(), command.length());
        assertKey(body, 2102, HisReplies.KEY);
        assertEquals(HisReplies.PERSON, body.person());
        assertEquals(17_580, body.medfeeFen());
        assertEquals(17_580, body.linesSumFen());
        assertEquals(CredentialType.CARD, body.credentialType());
        assertEquals(CardNumber.key(330_100, HisReplies.CARD), body.credential());
        assertFalse(body.hasCardSn());
        assertTrue(body.accountUsed());
        assertEquals(BEGIN_SECONDS, body.beginSeconds());
        assertEquals(41, body.medType());
        assertEquals(310, body.insuranceType());
        assertEquals("0007", Utf8Field.get(body.buffer(), body.operatorOffset(), body.operatorLength()));
        assertEquals("INV-1", Utf8Field.get(body.buffer(), body.invoiceOffset(), body.invoiceLength()));
        assertEquals(3, body.lineCount());
        BillLine line = new BillLine();
        line.wrap(body.buffer(), body.linesOffset());
        assertEquals("1", line.serial());
        assertEquals("XTEST1", line.nationalCode());
        assertEquals("SKU-1", line.shopCode());
        assertEquals(5_860, line.amountFen());
        assertEquals(20_000, line.countScaled4());
        assertEquals(29_300_000, line.priceScaled6());
        line.wrap(body.buffer(), line.end());
        assertEquals("L2", line.serial());
    }

    @Test
    void shouldFillAQuoteLikeASettlement() {
        Command command = accept(HisMessages.bill("2101"));
        SettleBody body = new SettleBody();
        body.wrap(command.body(), 0);
        assertEquals(CommandType.QUOTE, command.type());
        assertKey(body, 2101, HisReplies.KEY);
        assertEquals(5_860, body.medfeeFen());
    }

    @Test
    void shouldTakeTheAreaOfACardFromItsSnWhenGiven() {
        SettleBody body = bill(HisMessages.settle().with("card_sn", "510100D15600000000000000000000FF"));
        assertEquals(CardNumber.key(510_100, HisReplies.CARD), body.credential());
        assertTrue(body.hasCardSn());
        assertEquals(0x510100D156000000L, body.cardSnHigh());
        assertEquals(0xFFL, body.cardSnLow());
    }

    @Test
    void shouldTakeATokenAndACitizenId() {
        SettleBody token =
                bill(HisMessages.settle().with("mdtrt_cert_type", "01").with("mdtrt_cert_no", "QR-77"));
        assertEquals(CredentialType.ELECTRONIC, token.credentialType());
        assertEquals("QR-77", Utf8Field.get(token.buffer(), token.tokenOffset(), token.tokenLength()));

        SettleBody citizen =
                bill(HisMessages.settle().with("mdtrt_cert_type", "02").with("mdtrt_cert_no", HisReplies.certno()));
        assertEquals(CredentialType.CITIZEN_ID, citizen.credentialType());
        assertEquals(CitizenId.pack(HisReplies.certno()), citizen.credential());
    }

    @Test
    void shouldDigestTheSameBodyAlikeWhateverItsSpelling() {
        long digest = bill(HisMessages.settle()).bodyDigest();
        HisMessages spelled = HisMessages.settle()
                .raw("medfee_sumamt", "58.6")
                .line("det_item_fee_sumamt", "58.60")
                .line("cnt", "2")
                .line("pric", "29.3")
                .raw("insutype", "310")
                .raw("unknown", "[{\"a\":[null,true]}]")
                .envelope("opter", "\"another operator\"")
                .envelope("inf_time", "\"2026-11-21 09:05:00\"")
                .envelope("dev_no", "\"till 4\"")
                .envelope("sign_no", null);
        assertEquals(digest, bill(spelled).bodyDigest());

        SettleBody inText = new SettleBody();
        String input = spelled.input();
        inText.wrap(
                accept(spelled.json(
                                HisMessages.quoted(input.replace("\\", "\\\\").replace("\"", "\\\""))))
                        .body(),
                0);
        assertEquals(digest, inText.bodyDigest());
    }

    @Test
    void shouldDigestAnotherBodyOtherwise() {
        long digest = bill(HisMessages.settle()).bodyDigest();
        assertNotEquals(
                digest, bill(HisMessages.settle().with("invono", "INV-2")).bodyDigest());
        assertNotEquals(digest, bill(HisMessages.settle().line("cnt", "3")).bodyDigest());
        assertNotEquals(
                digest, bill(HisMessages.settle().with("acct_used_flag", "0")).bodyDigest());
    }

    @Test
    void shouldAcceptFieldsInAnyOrder() {
        HisMessages message = HisMessages.settle();
        String envelope = message.json("{}");
        String reordered =
                "{\"input\":" + message.input() + "," + envelope.substring(1, envelope.lastIndexOf(",\"input\"")) + "}";
        SettleBody body = new SettleBody();
        body.wrap(accept(reordered).body(), 0);
        assertKey(body, 2102, HisReplies.KEY);
        assertEquals(5_860, body.medfeeFen());
    }

    @Test
    void shouldFillACancel() {
        Command command = accept(HisMessages.cancel());
        CancelBody body = new CancelBody();
        body.wrap(command.body(), 0);
        assertEquals(CommandType.CANCEL, command.type());
        assertKey(body, 2103, HisReplies.KEY + 1);
        assertEquals(HisReplies.PERSON, body.person());
        assertEquals(HisReplies.SETTLEMENT_ID, body.settlementId());
        assertEquals(HisReplies.VISIT_ID, body.visitId());
        assertEquals("0007", Utf8Field.get(body.buffer(), body.operatorOffset(), body.operatorLength()));
    }

    @Test
    void shouldHandOnAnIdThatIsNotOursAsSuch() {
        CancelBody body = new CancelBody();
        body.wrap(accept(HisMessages.cancel().with("setl_id", "HOSPITAL-1")).body(), 0);
        assertEquals(-1, body.settlementId());
    }

    @Test
    void shouldFillAReversal() {
        Command command = accept(HisMessages.reverse().with("omsgid", "H33010000009202610311200009876"));
        ReverseBody body = new ReverseBody();
        body.wrap(command.body(), 0);
        assertEquals(CommandType.REVERSE, command.type());
        assertKey(body, 2601, HisReplies.KEY + 2);
        assertEquals(HisReplies.PERSON, body.person());
        assertEquals("H33010000009", body.originalInstitution());
        assertEquals(202_610_311_200_009_876L, body.originalKeyWord1());
        assertEquals(0, body.originalKeyWord2());
        assertEquals(KEY_DATE - 21, body.originalKeyDate());
        assertEquals(2102, body.originalTransaction());
    }

    @Test
    void shouldFillAnOutcomeQuery() {
        Command command = accept(HisMessages.outcome());
        ReverseBody body = new ReverseBody();
        body.wrap(command.body(), 0);
        assertEquals(CommandType.QUERY_OUTCOME, command.type());
        assertEquals(HisReplies.INSTITUTION, body.originalInstitution());
        assertEquals(HisReplies.KEY, body.originalKeyWord1());
        assertEquals(2102, body.originalTransaction());
    }

    @Test
    void shouldFillTheQueries() {
        Command person = accept(HisMessages.person());
        QueryBody body = new QueryBody();
        body.wrap(person.body(), 0);
        assertEquals(CommandType.QUERY_PERSON, person.type());
        assertEquals(CredentialType.CARD, body.credentialType());
        assertEquals(CardNumber.key(330_100, HisReplies.CARD), body.credential());
        assertEquals(0x330100D156000000L, body.cardSnHigh());
        assertEquals(0x4711, body.cardSnLow());
        assertEquals(17, body.signOn());

        Command token =
                accept(HisMessages.person().with("mdtrt_cert_type", "01").with("mdtrt_cert_no", "QR-77"));
        body.wrap(token.body(), 0);
        assertEquals("QR-77", AsciiField.get(body.buffer(), body.tokenOffset(), ElectronicCredential.TOKEN_BYTES));

        Command card = accept(HisMessages.card());
        assertEquals(CommandType.QUERY_CARD, card.type());

        Command settlement = accept(HisMessages.query());
        body.wrap(settlement.body(), 0);
        assertEquals(CommandType.QUERY_SETTLEMENT, settlement.type());
        assertEquals(HisReplies.SETTLEMENT_ID, body.settlementId());
        assertEquals(HisReplies.VISIT_ID, body.visitId());
        assertEquals(HisReplies.PERSON, AsciiField.get(body.buffer(), body.personOffset(), 32));
    }

    @Test
    void shouldFillSignOnAndSignOff() {
        Command on = accept(HisMessages.signOn());
        SignBody body = new SignBody();
        body.wrap(on.body(), 0);
        long operatorHash = body.operatorHash();
        assertEquals(CommandType.SIGN_ON, on.type());
        assertEquals(HisReplies.INSTITUTION, AsciiField.get(body.buffer(), body.institutionOffset(), 16));

        Command off = accept(HisMessages.signOff());
        body.wrap(off.body(), 0);
        assertEquals(CommandType.SIGN_OFF, off.type());
        assertEquals(operatorHash, body.operatorHash());
        assertEquals(17, body.number());
    }

    @Test
    void shouldReadASignNumberOrNone() {
        assertEquals(1, SignNumber.parse("330100S0001"));
        assertEquals(123_456, SignNumber.parse("330100S123456"));
        for (String wrong : new String[] {"", "S0001", "330100S1", "330100X0001", "33010AS0001", "330100S00a1"}) {
            assertEquals(SignNumber.NONE, SignNumber.parse(wrong), wrong);
        }
    }
}
