package org.medsettle.gateway.his;

import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What a request said, before anything of it is believed: its envelope and the nodes of its input that any transaction
 * reads. One per event loop, used again for each request.
 *
 * <p>Invariant: every character of a body gives at most one character here, so a text never outgrows its room.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisRequest {
    /** How a node of the request came. */
    enum Node {
        ABSENT,
        PRESENT,
        WRONG_TYPE
    }

    static final int LINES_MAX = 300;

    private static final List<HisField> ENVELOPE = List.of(
            HisField.INFNO,
            HisField.MSGID,
            HisField.MDTRTAREA_ADMVS,
            HisField.INSUPLC_ADMDVS,
            HisField.RECER_SYS_CODE,
            HisField.DEV_NO,
            HisField.DEV_SAFE_INFO,
            HisField.CAINFO,
            HisField.SIGNTYPE,
            HisField.INFVER,
            HisField.OPTER_TYPE,
            HisField.OPTER,
            HisField.OPTER_NAME,
            HisField.INF_TIME,
            HisField.FIXMEDINS_CODE,
            HisField.FIXMEDINS_NAME,
            HisField.SIGN_NO);
    private static final List<HisField> DATA = List.of(
            HisField.PSN_NO,
            HisField.MDTRT_CERT_TYPE,
            HisField.MDTRT_CERT_NO,
            HisField.CARD_SN,
            HisField.SETL_ID,
            HisField.MDTRT_ID,
            HisField.OMSGID,
            HisField.OINFNO);
    private static final List<HisField> BILL = List.of(
            HisField.PSN_NO,
            HisField.MDTRT_CERT_TYPE,
            HisField.MDTRT_CERT_NO,
            HisField.CARD_SN,
            HisField.BEGNTIME,
            HisField.MEDFEE_SUMAMT,
            HisField.INVONO,
            HisField.INSUTYPE,
            HisField.MED_TYPE,
            HisField.ACCT_USED_FLAG);
    private static final List<HisField> LINE = List.of(
            HisField.FEEDETL_SN,
            HisField.MED_LIST_CODG,
            HisField.MEDINS_LIST_CODG,
            HisField.DET_ITEM_FEE_SUMAMT,
            HisField.CNT,
            HisField.PRIC);
    private static final List<HisField> SIGN = List.of(HisField.OPTER_NO, HisField.MAC, HisField.IP, HisField.SIGN_NO);

    private static final List<HisField> NODES = List.of(
            HisField.INPUT, HisField.DATA, HisField.DRUGINFO, HisField.DRUGDETAIL, HisField.SIGN_IN, HisField.SIGN_OUT);

    final FieldTable envelope;
    final FieldTable data;
    final FieldTable bill;
    final FieldTable lines;
    final FieldTable signIn;
    final FieldTable signOut;
    final char[] chars;
    private final Node[] nodes = new Node[HisField.values().length];
    private int used;
    private boolean tooManyLines;

    HisRequest(int charsMax) {
        chars = new char[charsMax];
        envelope = new FieldTable(chars, 1, ENVELOPE);
        data = new FieldTable(chars, 1, DATA);
        bill = new FieldTable(chars, 1, BILL);
        lines = new FieldTable(chars, LINES_MAX, LINE);
        signIn = new FieldTable(chars, 1, SIGN);
        signOut = new FieldTable(chars, 1, SIGN);
        clear();
    }

    /** Forgets the last request. */
    void clear() {
        used = 0;
        tooManyLines = false;
        envelope.clear();
        envelope.addRow();
        data.clear();
        bill.clear();
        lines.clear();
        signIn.clear();
        signOut.clear();
        for (HisField field : NODES) {
            nodes[field.ordinal()] = Node.ABSENT;
        }
    }

    /** Copies a text in and answers where it begins. */
    int add(char[] from, int start, int length) {
        System.arraycopy(from, start, chars, used, length);
        used += length;
        return used - length;
    }

    Node node(HisField field) {
        return nodes[field.ordinal()];
    }

    void node(HisField field, Node node) {
        nodes[field.ordinal()] = node;
    }

    boolean hasTooManyLines() {
        return tooManyLines;
    }

    void setTooManyLines() {
        tooManyLines = true;
    }
}
