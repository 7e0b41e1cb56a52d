package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Body of QUERY_PERSON (a credential), QUERY_SETTLEMENT (person, settlement and visit id), FIND_SETTLEMENT (settlement id),
 * FIND_PERSON (person) and QUERY_CARD (a card); CLOSE_DAY uses {@link #settlementId()} as the date to close.
 */
public final class QueryBody extends RecordView {
    private static final int INSTITUTION = 0;
    private static final int PERSON = 16;
    private static final int CREDENTIAL = PERSON + Person.NUMBER_BYTES;
    private static final int SN_HIGH = CREDENTIAL + 8;
    private static final int SN_LOW = CREDENTIAL + 16;
    private static final int SETTLEMENT_ID = CREDENTIAL + 24;
    private static final int VISIT_ID = CREDENTIAL + 32;
    private static final int SIGN_ON = CREDENTIAL + 40;
    private static final int TYPE = CREDENTIAL + 48;
    private static final int HAS_SN = CREDENTIAL + 49;
    private static final int TOKEN = CREDENTIAL + 56;
    public static final int BYTES = TOKEN + ElectronicCredential.TOKEN_BYTES;

    public int institutionOffset() {
        return offset + INSTITUTION;
    }

    /** False for a question of the node's own operators. */
    public boolean isOfInstitution() {
        return getByte(INSTITUTION) != 0;
    }

    public int personOffset() {
        return offset + PERSON;
    }

    public CredentialType credentialType() {
        return CredentialType.of(getByte(TYPE));
    }

    public long credential() {
        return getLong(CREDENTIAL);
    }

    public boolean hasCardSn() {
        return getByte(HAS_SN) != 0;
    }

    public long cardSnHigh() {
        return getLong(SN_HIGH);
    }

    public long cardSnLow() {
        return getLong(SN_LOW);
    }

    public int tokenOffset() {
        return offset + TOKEN;
    }

    public long settlementId() {
        return getLong(SETTLEMENT_ID);
    }

    public long visitId() {
        return getLong(VISIT_ID);
    }

    public long signOn() {
        return getLong(SIGN_ON);
    }

    /** Zeroes everything and sets who asks. */
    public QueryBody begin(CharSequence institution, long signOn) {
        zero(0, BYTES);
        AsciiField.put(buffer, offset + INSTITUTION, KeyedBody.INSTITUTION_BYTES, institution);
        putLong(SIGN_ON, signOn);
        return this;
    }

    public QueryBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public QueryBody credential(CredentialType type, long packed) {
        putByte(TYPE, type.code());
        putLong(CREDENTIAL, packed);
        return this;
    }

    public QueryBody cardSn(long high, long low) {
        putByte(HAS_SN, 1);
        putLong(SN_HIGH, high);
        putLong(SN_LOW, low);
        return this;
    }

    public QueryBody token(CharSequence token) {
        AsciiField.put(buffer, offset + TOKEN, ElectronicCredential.TOKEN_BYTES, token);
        return this;
    }

    public QueryBody ids(long settlementId, long visitId) {
        putLong(SETTLEMENT_ID, settlementId);
        putLong(VISIT_ID, visitId);
        return this;
    }
}
