package org.medsettle.gateway.his;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.CancelBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SignBody;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.gateway.his.http.HttpRequestHead;

/**
 * A {@link HisRequest} to a command, by form alone: whether it may be done is for the engine to say.
 *
 * <p>Order: envelope, path, transaction, {@link RequestAuthenticator}, input; the first fault answers. Failure: a code
 * other than OK, {@link #blamed} has the field; the command is then not to be offered.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisRequestDecoder {
    private static final HisField[] SIGN_IN_MANDATORY = {HisField.OPTER_NO, HisField.MAC, HisField.IP};
    private static final HisField[] SIGN_OUT_MANDATORY = {HisField.SIGN_NO, HisField.OPTER_NO};
    private static final HisField[] CREDENTIAL_MANDATORY = {HisField.MDTRT_CERT_TYPE, HisField.MDTRT_CERT_NO};
    private static final HisField[] CANCEL_MANDATORY = {HisField.SETL_ID, HisField.MDTRT_ID, HisField.PSN_NO};
    private static final HisField[] REVERSE_MANDATORY = {HisField.PSN_NO, HisField.OMSGID, HisField.OINFNO};
    private static final HisField[] OUTCOME_MANDATORY = {HisField.OMSGID, HisField.OINFNO};

    private final RequestAuthenticator authenticator;
    private final FieldDecoder fields = new FieldDecoder();
    private final EnvelopeDecoder envelope;
    private final CredentialDecoder credential = new CredentialDecoder();
    private final BillDecoder bills;
    private final MessageId original = new MessageId();
    private final HisText text = new HisText();
    private final SignBody sign = new SignBody();
    private final QueryBody query = new QueryBody();
    private final CancelBody cancel = new CancelBody();
    private final ReverseBody reverse = new ReverseBody();
    private HisTransaction transaction = HisTransaction.OTHER;

    HisRequestDecoder(RequestAuthenticator authenticator, HisRequest request) {
        this.authenticator = authenticator;
        envelope = new EnvelopeDecoder(fields, request.envelope);
        bills = new BillDecoder(fields, envelope, credential);
    }

    /** Fills the command; {@code pathInfno} is the number in the path, empty for none. */
    ResultCode decode(HttpRequestHead head, CharSequence pathInfno, HisRequest request, Command command) {
        fields.begin();
        transaction = HisTransaction.OTHER;
        if (envelope.decode(request.envelope) != ResultCode.OK) {
            return fields.code();
        }
        if (pathInfno.length() > 0 && CharSequence.compare(pathInfno, envelope.infno()) != 0) {
            return fields.fail(ResultCode.FIELD_INVALID, HisField.INFNO);
        }
        HisTransaction named = HisTransaction.of(envelope.infno());
        if (named == null) {
            return fields.fail(ResultCode.TRANSACTION_UNSUPPORTED, HisField.INFNO);
        }
        transaction = named;
        ResultCode authentic = authenticator.authenticate(head, envelope);
        if (authentic != ResultCode.OK) {
            return fields.fail(authentic, null);
        }
        return requireNode(request, HisField.INPUT) ? decodeInput(request, command) : fields.code();
    }

    private ResultCode decodeInput(HisRequest request, Command command) {
        return switch (transaction) {
            case SIGN_ON -> requireNode(request, HisField.SIGN_IN) ? signOn(request, command) : fields.code();
            case SIGN_OFF -> requireNode(request, HisField.SIGN_OUT) ? signOff(request, command) : fields.code();
            case PHARMACY_QUOTE, PHARMACY_SETTLE ->
                requireNode(request, HisField.DRUGINFO) && requireNode(request, HisField.DRUGDETAIL)
                        ? bills.decode(request, transaction, command)
                        : fields.code();
            default -> requireNode(request, HisField.DATA) ? data(request, command) : fields.code();
        };
    }

    private ResultCode data(HisRequest request, Command command) {
        fields.over(request.data, 0);
        return switch (transaction) {
            case PERSON -> person(command);
            case PHARMACY_CANCEL -> cancel(command);
            case REVERSE -> reverse(request, command, CommandType.REVERSE, REVERSE_MANDATORY);
            case SETTLEMENT_QUERY -> settlement(command);
            case CARD_QUERY -> card(command);
            case OUTCOME_QUERY -> reverse(request, command, CommandType.QUERY_OUTCOME, OUTCOME_MANDATORY);
            case SIGN_ON, SIGN_OFF, PHARMACY_QUOTE, PHARMACY_SETTLE, OTHER ->
                throw new IllegalStateException("no data node in " + transaction);
        };
    }

    private boolean requireNode(HisRequest request, HisField node) {
        switch (request.node(node)) {
            case PRESENT -> {}
            case ABSENT -> fields.fail(ResultCode.FIELD_MISSING, node);
            case WRONG_TYPE -> fields.fail(ResultCode.FIELD_INVALID, node);
        }
        return !fields.failed();
    }

    private ResultCode signOn(HisRequest request, Command command) {
        fields.over(request.signIn, 0);
        fields.require(SIGN_IN_MANDATORY);
        fields.checkLength(HisField.MAC);
        fields.checkLength(HisField.IP);
        return sign(command, CommandType.SIGN_ON, SignNumber.NONE);
    }

    private ResultCode signOff(HisRequest request, Command command) {
        fields.over(request.signOut, 0);
        fields.require(SIGN_OUT_MANDATORY);
        return sign(command, CommandType.SIGN_OFF, SignNumber.parse(fields.text(HisField.SIGN_NO, text)));
    }

    private ResultCode sign(Command command, CommandType type, long number) {
        long operatorHash = hash(fields.text(HisField.OPTER_NO, text));
        if (!fields.failed()) {
            sign.wrap(command.reserve(SignBody.BYTES), 0);
            sign.set(envelope.institution(), operatorHash, number);
            command.set(type, SignBody.BYTES);
        }
        return fields.code();
    }

    private static long hash(CharSequence text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = Hashing.fold(hash, text.charAt(i));
        }
        return hash;
    }

    private ResultCode person(Command command) {
        decodeCredential();
        return query(command, CommandType.QUERY_PERSON);
    }

    private void decodeCredential() {
        fields.require(CREDENTIAL_MANDATORY);
        if (!fields.failed()) {
            credential.decode(fields, envelope.insuredArea());
        }
    }

    private ResultCode card(Command command) {
        decodeCredential();
        if (!fields.failed() && credential.type() != CredentialType.CARD) {
            fields.fail(ResultCode.FIELD_INVALID, HisField.MDTRT_CERT_TYPE);
        }
        return query(command, CommandType.QUERY_CARD);
    }

    private ResultCode query(Command command, CommandType type) {
        if (fields.failed()) {
            return fields.code();
        }
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin(envelope.institution(), envelope.signOn());
        query.credential(credential.type(), credential.packed()).token(credential.token());
        if (credential.hasSn()) {
            query.cardSn(credential.snHigh(), credential.snLow());
        }
        command.set(type, QueryBody.BYTES);
        return ResultCode.OK;
    }

    private ResultCode settlement(Command command) {
        fields.require(CANCEL_MANDATORY);
        HisText number = personNumber();
        long settlementId = fields.id(HisField.SETL_ID);
        long visitId = fields.id(HisField.MDTRT_ID);
        if (!fields.failed()) {
            query.wrap(command.reserve(QueryBody.BYTES), 0);
            query.begin(envelope.institution(), envelope.signOn())
                    .person(number)
                    .ids(settlementId, visitId);
            command.set(CommandType.QUERY_SETTLEMENT, QueryBody.BYTES);
        }
        return fields.code();
    }

    private ResultCode cancel(Command command) {
        fields.require(CANCEL_MANDATORY);
        HisText number = personNumber();
        long settlementId = fields.id(HisField.SETL_ID);
        long visitId = fields.id(HisField.MDTRT_ID);
        if (!fields.failed()) {
            cancel.wrap(command.reserve(CancelBody.MAX_BYTES), 0);
            envelope.writeHead(cancel, transaction);
            cancel.person(number).ids(settlementId, visitId);
            command.set(CommandType.CANCEL, cancel.finish(envelope.operator()));
        }
        return fields.code();
    }

    private ResultCode reverse(HisRequest request, Command command, CommandType type, HisField[] mandatory) {
        fields.require(mandatory);
        HisText number = personNumber();
        fields.checkLength(HisField.OMSGID);
        if (!fields.failed() && !original.set(request.data, HisField.OMSGID)) {
            fields.fail(ResultCode.FIELD_INVALID, HisField.OMSGID);
        }
        int originalInfno = fields.number(HisField.OINFNO, 5);
        if (!fields.failed()) {
            reverse.wrap(command.reserve(ReverseBody.MAX_BYTES), 0);
            envelope.writeHead(reverse, transaction);
            reverse.person(number)
                    .original(original.institution(), original.digits(), 0, original.date(), originalInfno);
            command.set(type, reverse.finish(envelope.operator()));
        }
        return fields.code();
    }

    /** psn_no, which needs the area of insurance beside it. */
    private HisText personNumber() {
        if (fields.has(HisField.PSN_NO) && envelope.insuredArea() == 0) {
            fields.fail(ResultCode.FIELD_MISSING, HisField.INSUPLC_ADMDVS);
        }
        return fields.code(HisField.PSN_NO, text);
    }

    /** Who works at the client, as the envelope says. */
    CharSequence operator() {
        return envelope.operator();
    }

    HisTransaction transaction() {
        return transaction;
    }

    /** Area of care, 0 when the request named none that can be read. */
    int area() {
        return envelope.area();
    }

    /** The field that is at fault, {@code null} for none. */
    @Nullable
    HisField blamed() {
        return fields.blamed();
    }
}
