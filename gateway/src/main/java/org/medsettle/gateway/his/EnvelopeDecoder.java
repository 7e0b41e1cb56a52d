package org.medsettle.gateway.his;

import org.medsettle.command.Door;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The envelope of a request: its form, and what every command takes from it. Units: the key's date in epoch days. */
@ThreadConfined(Threads.EVENT_LOOP)
final class EnvelopeDecoder implements HisEnvelope {
    private static final HisField[] MANDATORY = {
        HisField.INFNO,
        HisField.MSGID,
        HisField.MDTRTAREA_ADMVS,
        HisField.INFVER,
        HisField.OPTER_TYPE,
        HisField.OPTER,
        HisField.OPTER_NAME,
        HisField.INF_TIME,
        HisField.FIXMEDINS_CODE
    };
    private static final HisField[] LENGTH_ONLY = {
        HisField.RECER_SYS_CODE,
        HisField.DEV_NO,
        HisField.DEV_SAFE_INFO,
        HisField.CAINFO,
        HisField.SIGNTYPE,
        HisField.INFVER,
        HisField.OPTER_TYPE,
        HisField.OPTER_NAME,
        HisField.FIXMEDINS_NAME
    };

    private final FieldDecoder fields;
    private final MessageId messageId = new MessageId();
    private final HisText infno = new HisText();
    private final HisText operator = new HisText();
    private final HisText institution = new HisText();
    private final HisText text = new HisText();
    private FieldTable table;
    private int area;
    private int insuredArea;
    private long signOn;

    EnvelopeDecoder(FieldDecoder fields, FieldTable table) {
        this.fields = fields;
        this.table = table;
    }

    /** Reads the envelope; {@link FieldDecoder} has the fault. */
    ResultCode decode(FieldTable envelope) {
        table = envelope;
        fields.over(envelope, 0);
        fields.require(MANDATORY);
        area = fields.area(HisField.MDTRTAREA_ADMVS);
        fields.code(HisField.INFNO, infno);
        insuredArea = fields.area(HisField.INSUPLC_ADMDVS);
        for (HisField field : LENGTH_ONLY) {
            fields.checkLength(field);
        }
        fields.text(HisField.OPTER, operator);
        fields.seconds(HisField.INF_TIME);
        signOn = SignNumber.parse(fields.text(HisField.SIGN_NO, text));
        boolean known = isCode(fields.code(HisField.FIXMEDINS_CODE, institution));
        if (!known) {
            fields.fail(ResultCode.FIELD_INVALID, HisField.FIXMEDINS_CODE);
        }
        fields.checkLength(HisField.MSGID);
        boolean own = messageId.set(envelope, HisField.MSGID)
                && CharSequence.compare(messageId.institution(), institution) == 0;
        if (!own) {
            fields.fail(ResultCode.FIELD_INVALID, HisField.MSGID);
        }
        return fields.code();
    }

    private static boolean isCode(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return text.length() == MessageId.INSTITUTION_CHARS;
    }

    /** Writes the head and key that every keyed command begins with. */
    void writeHead(KeyedBody body, HisTransaction transaction) {
        body.head(Door.HIS, transaction.number(), institution, signOn);
        body.key(messageId.digits(), 0, messageId.date());
    }

    /** Area of care, 0 when it could not be read. */
    int area() {
        return Math.max(0, area);
    }

    /** Area of insurance, 0 when it is absent. */
    int insuredArea() {
        return insuredArea;
    }

    CharSequence infno() {
        return infno;
    }

    CharSequence institution() {
        return institution;
    }

    CharSequence operator() {
        return operator;
    }

    long signOn() {
        return signOn;
    }

    @Override
    public CharSequence text(HisField field) {
        return table.text(0, field, new HisText());
    }
}
