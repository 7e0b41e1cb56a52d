package org.medsettle.bench.his;

import java.nio.charset.StandardCharsets;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Draw;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.RequestBuffer;

/**
 * Bodies of the national interface as a pharmacy or an outpatient window sends them: the whole envelope, and the input node of each transaction.
 *
 * <p>Threads: one. Units: fen. Invariant: the lines of a bill add up to its total.
 */
final class HisBodies {
    private static final byte[] ENVELOPE_MIDDLE =
            utf8(",\"recer_sys_code\":\"YBXT\",\"dev_no\":\"\",\"dev_safe_info\":\"\","
                    + "\"cainfo\":\"\",\"signtype\":\"\",\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"0007\","
                    + "\"opter_name\":\"测试员\",\"inf_time\":\"");
    private static final byte[] INSTITUTION_NAME = utf8("\",\"fixmedins_name\":\"测试药店\",\"sign_no\":\"\",\"input\":");
    private static final byte[] CERTIFICATE = utf8("\",\"mdtrt_cert_type\":\"03\",\"mdtrt_cert_no\":\"");
    private static final byte[] AFTER_TOTAL =
            utf8("\",\"invono\":\"0000000123\",\"insutype\":\"310\",\"dise_codg\":\"\","
                    + "\"dise_name\":\"\",\"acct_used_flag\":\"1\",\"med_type\":\"");
    private static final byte[] LINES = utf8("\"},\"drugdetail\":[");
    private static final byte[] LINE_DRUG = utf8("\",\"med_list_codg\":\"XTESTDRUG000000000");
    private static final byte[] LINE_AMOUNT = utf8("\",\"det_item_fee_sumamt\":\"");

    private final Institutions institutions;
    private final CardHolders holders;
    private final MessageIds ids;
    private final int lines;

    HisBodies(Population population, MessageIds ids, int lines) {
        institutions = population.institutions();
        holders = population.holders();
        this.ids = ids;
        this.lines = lines;
    }

    /** Puts a request that concerns what was drawn; its msgid is the one claimed last. */
    void put(RequestBuffer to, HisTransaction transaction, Draw draw) {
        envelope(to, transaction, draw.institution(), draw.holder());
        switch (transaction) {
            case PERSON -> person(to, draw.holder());
            case QUOTE, SETTLE -> bill(to, draw);
            case CANCEL, REVERSE -> throw new IllegalArgumentException(transaction + " needs a settlement");
        }
        to.put("}");
    }

    /** Puts a request that undoes a settlement. */
    void putUndoing(RequestBuffer to, HisTransaction transaction, RecentSettlements.Entry settlement) {
        envelope(to, transaction, settlement.institution, settlement.holder);
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

    private void envelope(RequestBuffer to, HisTransaction transaction, int institution, int holder) {
        String code = institutions.get(institution).code();
        to.put("{\"infno\":\"").putNumber(transaction.number()).put("\",\"msgid\":\"");
        ids.put(institution, code, to);
        to.put("\",\"mdtrtarea_admvs\":\"");
        holders.area(holder, to);
        to.put("\",\"insuplc_admdvs\":\"");
        holders.area(holder, to);
        to.put("\"").put(ENVELOPE_MIDDLE).put(ids.time());
        to.put("\",\"fixmedins_code\":\"").put(code).put(INSTITUTION_NAME);
    }

    private void person(RequestBuffer to, int holder) {
        to.put("{\"data\":{\"mdtrt_cert_type\":\"03\",\"mdtrt_cert_no\":\"");
        holders.card(holder, to);
        to.put("\",\"card_sn\":\"");
        holders.cardSerial(holder, to);
        to.put("\",\"begntime\":\"\",\"psn_cert_type\":\"01\",\"certno\":\"\",\"psn_name\":\"\"}}");
    }

    private void bill(RequestBuffer to, Draw draw) {
        int holder = draw.holder();
        long amountFen = draw.amountFen();
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
        to.put(AFTER_TOTAL).putNumber(draw.medType()).put(LINES);
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
