package org.medsettle.gateway.his;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Requests as a pharmacy's system would send them, with fields to be changed one at a time. All data are invented. */
final class HisMessages {
    static final String MSGID = HisReplies.INSTITUTION + HisReplies.KEY;

    private final Map<String, String> envelope = new LinkedHashMap<>();
    private final Map<String, String> node = new LinkedHashMap<>();
    private final Map<String, String> line = new LinkedHashMap<>();
    private final String nodeName;
    private int lines;

    private HisMessages(String infno, String nodeName) {
        this.nodeName = nodeName;
        text("infno", infno);
        text("msgid", MSGID);
        text("mdtrtarea_admvs", "330100");
        text("insuplc_admdvs", "330100");
        text("recer_sys_code", "HIS");
        text("dev_no", "");
        text("dev_safe_info", "");
        text("cainfo", "");
        text("signtype", "");
        text("infver", "V1.0");
        text("opter_type", "1");
        text("opter", "0007");
        text("opter_name", "测试员");
        text("inf_time", "2026-11-21 09:01:15");
        text("fixmedins_code", HisReplies.INSTITUTION);
        text("fixmedins_name", "测试药店");
        text("sign_no", "330100S0017");
    }

    private void text(String name, String value) {
        envelope.put(name, quoted(value));
    }

    static String quoted(String value) {
        return '"' + value + '"';
    }

    static HisMessages bill(String infno) {
        HisMessages bill = new HisMessages(infno, "druginfo");
        bill.lines = 1;
        return bill.with("psn_no", HisReplies.PERSON)
                .with("mdtrt_cert_type", "03")
                .with("mdtrt_cert_no", HisReplies.CARD)
                .with("begntime", "2026-11-21 09:01:10")
                .with("medfee_sumamt", "58.60")
                .with("invono", "INV-1")
                .with("insutype", "310")
                .with("dise_codg", "")
                .with("acct_used_flag", "1")
                .with("med_type", "41")
                .line("feedetl_sn", quoted("1"))
                .line("rxno", quoted(""))
                .line("med_list_codg", quoted("XTEST1"))
                .line("medins_list_codg", quoted("SKU-1"))
                .line("det_item_fee_sumamt", quoted("58.60"))
                .line("cnt", quoted("2.0000"))
                .line("pric", quoted("29.300000"));
    }

    static HisMessages settle() {
        return bill("2102");
    }

    static HisMessages signOn() {
        return new HisMessages("9001", "signIn")
                .with("opter_no", "0007")
                .with("mac", "00-00-00-00-00-01")
                .with("ip", "192.0.2.7");
    }

    static HisMessages signOff() {
        return new HisMessages("9002", "signOut").with("sign_no", "330100S0017").with("opter_no", "0007");
    }

    private static HisMessages byCard(String infno) {
        return new HisMessages(infno, "data")
                .with("mdtrt_cert_type", "03")
                .with("mdtrt_cert_no", HisReplies.CARD)
                .with("card_sn", "330100D1560000000000000000004711");
    }

    static HisMessages person() {
        return byCard("1101").with("psn_cert_type", "01").with("certno", "").with("psn_name", "");
    }

    static HisMessages card() {
        return byCard("S101");
    }

    private static HisMessages bySettlement(String infno) {
        return new HisMessages(infno, "data")
                .with("setl_id", Long.toString(HisReplies.SETTLEMENT_ID))
                .with("mdtrt_id", Long.toString(HisReplies.VISIT_ID))
                .with("psn_no", HisReplies.PERSON);
    }

    static HisMessages cancel() {
        return bySettlement("2103").envelope("msgid", quoted(HisReplies.INSTITUTION + (HisReplies.KEY + 1)));
    }

    static HisMessages query() {
        return bySettlement("5203");
    }

    static HisMessages reverse() {
        return new HisMessages("2601", "data")
                .with("psn_no", HisReplies.PERSON)
                .with("omsgid", MSGID)
                .with("oinfno", "2102")
                .envelope("msgid", quoted(HisReplies.INSTITUTION + (HisReplies.KEY + 2)));
    }

    static HisMessages outcome() {
        return new HisMessages("S102", "data").with("omsgid", MSGID).with("oinfno", "2102");
    }

    /** Sets a text field of the input's node. */
    HisMessages with(String name, String value) {
        return raw(name, quoted(value));
    }

    /** Sets a field of the input's node to any JSON; {@code null} takes it out. */
    HisMessages raw(String name, String json) {
        return put(node, name, json);
    }

    HisMessages line(String name, String json) {
        return put(line, name, json);
    }

    HisMessages envelope(String name, String json) {
        return put(envelope, name, json);
    }

    private HisMessages put(Map<String, String> map, String name, String json) {
        if (json == null) {
            map.remove(name);
        } else {
            map.put(name, json);
        }
        return this;
    }

    /** Repeats the line with other numbers. */
    HisMessages lines(int count) {
        lines = count;
        return this;
    }

    String input() {
        StringJoiner input = new StringJoiner(",", "{", "}");
        input.add(quoted(nodeName) + ':' + object(node));
        if (!line.isEmpty()) {
            StringJoiner all = new StringJoiner(",", "[", "]");
            for (int i = 1; i <= lines; i++) {
                Map<String, String> one = new LinkedHashMap<>(line);
                if (i > 1) {
                    one.put("feedetl_sn", quoted("L" + i));
                }
                all.add(object(one));
            }
            input.add("\"drugdetail\":" + all);
        }
        return input.toString();
    }

    String json() {
        return json(input());
    }

    /** The message with another input. */
    String json(String input) {
        String head = object(envelope);
        return head.substring(0, head.length() - 1) + ",\"input\":" + input + '}';
    }

    private static String object(Map<String, String> fields) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> object.add(quoted(name) + ':' + value));
        return object.toString();
    }
}
