package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.Settlement;

/**
 * Body of a SETTLEMENT reply: the settlement as it was made, its person, and what of its institution an answer names.
 *
 * <p>Invariant: a quote has settlement id 0.
 */
public final class SettlementReply extends RecordView {
    private static final int PERSON_BYTES = 0;
    private static final int SETTLEMENT_BYTES = 4;
    private static final int CLEARING_AGENCY = 8;
    private static final int INSTITUTION_AREA = 12;
    private static final int INSTITUTION = 16;
    static final int HEAD_BYTES = INSTITUTION + Institution.CODE_BYTES;

    /** Bytes of the body for these records. */
    public static int length(Person person, Settlement settlement) {
        return HEAD_BYTES + person.length() + settlement.length();
    }

    /** Copies the records in. */
    public void set(Institution institution, Person person, Settlement settlement) {
        int personBytes = person.length();
        putInt(PERSON_BYTES, personBytes);
        putInt(SETTLEMENT_BYTES, settlement.length());
        putInt(CLEARING_AGENCY, institution.clearingAgency());
        putInt(INSTITUTION_AREA, institution.area());
        AsciiField.copy(
                institution.buffer(), institution.codeOffset(), buffer, offset + INSTITUTION, Institution.CODE_BYTES);
        buffer.put(offset + HEAD_BYTES, person.buffer(), person.offset(), personBytes);
        buffer.put(offset + HEAD_BYTES + personBytes, settlement.buffer(), settlement.offset(), settlement.length());
    }

    public int clearingAgency() {
        return getInt(CLEARING_AGENCY);
    }

    public int institutionArea() {
        return getInt(INSTITUTION_AREA);
    }

    public String institution() {
        return AsciiField.get(buffer, offset + INSTITUTION, Institution.CODE_BYTES);
    }

    /** Points {@code view} at the person. */
    public void person(Person view) {
        view.wrap(buffer, offset + HEAD_BYTES);
    }

    /** Points {@code view} at the settlement. */
    public void settlement(Settlement view) {
        view.wrap(buffer, offset + HEAD_BYTES + getInt(PERSON_BYTES));
    }

    /** Bytes of the whole body. */
    public int length() {
        return HEAD_BYTES + getInt(PERSON_BYTES) + getInt(SETTLEMENT_BYTES);
    }
}
