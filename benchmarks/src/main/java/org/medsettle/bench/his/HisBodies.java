package org.medsettle.bench.his;

import java.nio.charset.StandardCharsets;

/**
 * Bodies of the national interface as a pharmacy sends them: the whole envelope, and the input node of each transaction.
 *
 * <p>Threads: one. Units: fen. Invariant: the lines of a bill add up to its total.
 */
final class HisBodies {
    private static final byte[] ENVELOPE_MIDDLE =
            utf8(",\"recer_sys_code\":\"YBXT\",\"dev_no\":\"\",\"dev_safe_info\":\"\","
                    + "\"cainfo\":\"\",\"signtype\":\"\",\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"0007\","
                    + "\"opter_name\":\"测试员\",\"inf_time\":\"");
    private static final byte[] PHARMACY_NAME = utf8("\",\"fixmedins_name\":\"测试药店\",\"sign_no\":\"\",\"input\":");
    private static final byte[] CERTIFICATE = utf8("\",\"mdtrt_cert_type\":\"03\",\"mdtrt_cert_no\":\"");
    private static final byte[] AFTER_TOTAL =
            utf8("\",\"invono\":\"0000000123\",\"insutype\":\"310\",\"dise_codg\":\"\","
                    + "\"dise_name\":\"\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},\"drugdetail\":[");
    private static final byte[] LINE_DRUG = utf8("\",\"med_list_codg\":\"XTESTDRUG000000000");
    private static final byte[] LINE_AMOUNT = utf8("\",\"det_item_fee_sumamt\":\"");

    private final CardHolders holders;
    private final MessageIds ids;
    private final int lines;

    HisBodies(CardHolders holders, MessageIds ids, int lines) {
        if (lines < 1 || lines > 9) {
            throw new IllegalArgumentException("a bill has 1 to 9 lines here, not " + lines);
        }
        this.holders = holders;
        this.ids = ids;
        this.lines = lines;
    }

    /** Puts a request that concerns a holder at a pharmacy; its msgid is the one claimed last. */
    void put(RequestBuffer to, HisTransaction transaction, int pharmacy, int holder, long amountFen) {
        envelope(to, transaction, pharmacy, holder);
        switch (transaction) {
            case PERSON -> person(to, holder);
            case QUOTE, SETTLE -> bill(to, holder, amountFen);
            case CANCEL, REVERSE -> throw new IllegalArgumentException(transaction + " needs a settlement");
        }
        to.put("}");
    }

    /** Puts a request that undoes a settlement. */
    void putUndoing(RequestBuffer to, HisTransaction transaction, RecentSettlements.Entry settlement) {
        envelope(to, transaction, settlement.pharmacy, settlement.holder);
        to.put("{\"data\":{\"psn_no\":\"");
        holders.number(settlement.holder, to);
        if (transaction == HisTransaction.CANCEL) {
            to.put("\",\"setl_id\":\"").putDigits(settlement.setlId, 18);
            to.put("\",\"mdtrt_id\":\"").putDigits(settlement.mdtrtId, 18).put("\"}}");
        } else {
            to.put("\",\"omsgid\":\"").put(settlement.messageId).put("\",\"oinfno\":\"2102\"}}");
        }
        to.put("}");
    }

    private void envelope(RequestBuffer to, HisTransaction transaction, int pharmacy, int holder) {
        String code = holders.pharmacy(pharmacy);
        to.put("{\"infno\":\"").putNumber(transaction.number()).put("\",\"msgid\":\"");
        ids.put(pharmacy, code, to);
        to.put("\",\"mdtrtarea_admvs\":\"");
        holders.area(holder, to);
        to.put("\",\"insuplc_admdvs\":\"");
        holders.area(holder, to);
        to.put("\"").put(ENVELOPE_MIDDLE).put(ids.time());
        to.put("\",\"fixmedins_code\":\"").put(code).put(PHARMACY_NAME);
    }

    private void person(RequestBuffer to, int holder) {
        to.put("{\"data\":{\"mdtrt_cert_type\":\"03\",\"mdtrt_cert_no\":\"");
        holders.card(holder, to);
        to.put("\",\"card_sn\":\"");
        holders.cardSerial(holder, to);
        to.put("\",\"begntime\":\"\",\"psn_cert_type\":\"01\",\"certno\":\"\",\"psn_name\":\"\"}}");
    }

    private void bill(RequestBuffer to, int holder, long amountFen) {
        to.put("{\"druginfo\":{\"psn_no\":\"");
        holders.number(holder, to);
        to.put(CERTIFICATE);
        holders.card(holder, to);
        to.put("\",\"card_sn\":\"");
        holders.cardSerial(holder, to);
        to.put("\",\"begntime\":\"")
                .put(ids.time())
                .put("\",\"medfee_sumamt\":\"")
                .putYuan(amountFen);
        to.put(AFTER_TOTAL);
        long each = amountFen / lines;
        for (int i = 1; i <= lines; i++) {
            line(to, i, i == lines ? amountFen - each * (lines - 1) : each);
        }
        to.put("]}");
    }

    private void line(RequestBuffer to, int serial, long amountFen) {
        to.put(serial == 1 ? "{\"feedetl_sn\":\"" : ",{\"feedetl_sn\":\"").putNumber(serial);
        to.put("\",\"rxno\":\"\",\"rx_circ_flag\":\"0\",\"fee_ocur_time\":\"").put(ids.time());
        to.put(LINE_DRUG)
                .putNumber(serial)
                .put("\",\"medins_list_codg\":\"SKU-")
                .putNumber(serial);
        to.put(LINE_AMOUNT).putYuan(amountFen);
        to.put("\",\"cnt\":\"1.0000\",\"pric\":\"").putYuan(amountFen).put("0000\"}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
