package org.medsettle.gateway.his;

import java.util.Arrays;
import org.medsettle.command.BillLine;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** 2101 and 2102: a pharmacy's bill with its lines. Units: fen; counts in ten-thousandths, prices in millionths of a yuan. */
@ThreadConfined(Threads.EVENT_LOOP)
final class BillDecoder {
    private static final long COUNT_MAX = 9_999_999_999_999_999L;
    private static final long PRICE_MAX = 9_999_999_999_999_999L;
    private static final int SEEN_SLOTS = 1_024;
    private static final HisField[] MANDATORY = {
        HisField.PSN_NO,
        HisField.MDTRT_CERT_TYPE,
        HisField.MDTRT_CERT_NO,
        HisField.BEGNTIME,
        HisField.MEDFEE_SUMAMT,
        HisField.INSUTYPE,
        HisField.MED_TYPE,
        HisField.ACCT_USED_FLAG
    };
    private static final HisField[] LINE_MANDATORY = {
        HisField.FEEDETL_SN, HisField.DET_ITEM_FEE_SUMAMT, HisField.CNT, HisField.PRIC
    };

    private final FieldDecoder fields;
    private final EnvelopeDecoder envelope;
    private final CredentialDecoder credential;
    private final SettleBody bill = new SettleBody();
    private final BillLine line = new BillLine();
    private final HisText person = new HisText();
    private final HisText invoice = new HisText();
    private final HisText serial = new HisText();
    private final HisText nationalCode = new HisText();
    private final HisText shopCode = new HisText();
    private final HisText seen = new HisText();
    private final int[] seenRows = new int[SEEN_SLOTS];
    private long linesSumFen;

    BillDecoder(FieldDecoder fields, EnvelopeDecoder envelope, CredentialDecoder credential) {
        this.fields = fields;
        this.envelope = envelope;
        this.credential = credential;
    }

    /** Fills the command; {@link FieldDecoder} has the fault. */
    ResultCode decode(HisRequest request, HisTransaction transaction, Command command) {
        fields.over(request.bill, 0);
        fields.require(MANDATORY);
        if (request.lines.rows() == 0) {
            fields.fail(ResultCode.FIELD_MISSING, HisField.DRUGDETAIL);
        }
        if (request.hasTooManyLines()) {
            fields.fail(ResultCode.TOO_LARGE, HisField.DRUGDETAIL);
        }
        if (fields.failed()) {
            return fields.code();
        }
        bill.wrap(command.reserve(Command.MAX_BODY_BYTES), 0);
        envelope.writeHead(bill, transaction);
        decodeBill();
        if (fields.failed()) {
            return fields.code();
        }
        int at = bill.tail(envelope.operator(), credential.token(), invoice);
        int end = decodeLines(request.lines, at);
        if (fields.failed()) {
            return fields.code();
        }
        fields.over(request.bill, 0);
        bill.amounts(fields.amountFen(HisField.MEDFEE_SUMAMT, false), linesSumFen);
        CommandType type = transaction == HisTransaction.PHARMACY_QUOTE ? CommandType.QUOTE : CommandType.SETTLE;
        command.set(type, bill.finish(request.lines.rows(), end));
        return ResultCode.OK;
    }

    private void decodeBill() {
        bill.person(fields.code(HisField.PSN_NO, person));
        long beginSeconds = fields.seconds(HisField.BEGNTIME);
        fields.amountFen(HisField.MEDFEE_SUMAMT, false);
        int insuranceType = fields.number(HisField.INSUTYPE, 4);
        int medType = fields.number(HisField.MED_TYPE, 6);
        boolean accountUsed = fields.flag(HisField.ACCT_USED_FLAG);
        fields.text(HisField.INVONO, invoice);
        if (envelope.insuredArea() == 0) {
            fields.fail(ResultCode.FIELD_MISSING, HisField.INSUPLC_ADMDVS);
        }
        credential.decode(fields, envelope.insuredArea());
        bill.credential(credential.type(), credential.packed());
        if (credential.hasSn()) {
            bill.cardSn(credential.snHigh(), credential.snLow());
        }
        bill.care(medType, insuranceType, accountUsed, beginSeconds);
    }

    /** Writes the lines from {@code at} on and answers where they end. */
    private int decodeLines(FieldTable lines, int at) {
        linesSumFen = 0;
        Arrays.fill(seenRows, 0);
        int end = at;
        for (int row = 0; row < lines.rows() && !fields.failed(); row++) {
            fields.over(lines, row);
            end = decodeLine(lines, row, end);
        }
        return end;
    }

    private int decodeLine(FieldTable lines, int row, int at) {
        fields.require(LINE_MANDATORY);
        fields.code(HisField.FEEDETL_SN, serial);
        fields.text(HisField.MED_LIST_CODG, nationalCode);
        fields.text(HisField.MEDINS_LIST_CODG, shopCode);
        if (fields.failed()) {
            return at;
        }
        if (nationalCode.length() == 0 && shopCode.length() == 0) {
            fields.fail(ResultCode.FIELD_MISSING, HisField.MED_LIST_CODG);
        }
        long amountFen = fields.amountFen(HisField.DET_ITEM_FEE_SUMAMT, true);
        long countScaled4 = fields.scaled(HisField.CNT, 4, COUNT_MAX);
        long priceScaled6 = fields.scaled(HisField.PRIC, 6, PRICE_MAX);
        if (isRepeated(lines, row)) {
            fields.fail(ResultCode.FIELD_INVALID, HisField.FEEDETL_SN);
        }
        if (!fits(at)) {
            fields.fail(ResultCode.TOO_LARGE, HisField.DRUGDETAIL);
        }
        if (fields.failed()) {
            return at;
        }
        linesSumFen += amountFen;
        line.wrap(bill.buffer(), at);
        line.amounts(amountFen, countScaled4, priceScaled6).texts(serial, nationalCode, shopCode);
        return line.end();
    }

    private boolean fits(int at) {
        int room = Command.MAX_BODY_BYTES - at;
        if (room >= BillLine.MAX_BYTES) {
            return true;
        }
        int charsMax = BillLine.SERIAL_MAX_CHARS + BillLine.NATIONAL_CODE_MAX_CHARS + BillLine.SHOP_CODE_MAX_CHARS;
        int chars = serial.length() + nationalCode.length() + shopCode.length();
        return room >= BillLine.MAX_BYTES - 3 * (charsMax - chars);
    }

    /** True when an earlier line has this line's number. */
    private boolean isRepeated(FieldTable lines, int row) {
        int slot = hash(serial) & (SEEN_SLOTS - 1);
        while (seenRows[slot] != 0) {
            lines.text(seenRows[slot] - 1, HisField.FEEDETL_SN, seen);
            if (CharSequence.compare(seen, serial) == 0) {
                return true;
            }
            slot = (slot + 1) & (SEEN_SLOTS - 1);
        }
        seenRows[slot] = row + 1;
        return false;
    }

    private static int hash(CharSequence text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }
}
